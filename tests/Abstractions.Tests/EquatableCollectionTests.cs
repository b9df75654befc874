using System.Collections.Immutable;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class EquatableCollectionTests
{
    [Test]
    public void Lists_are_equal_where_their_elements_are_in_order()
    {
        EquatableArray<string> list = ["a", "b"];

        Assert.Multiple(() =>
        {
            Assert.That(list, Is.EqualTo(new[] { "a", "b" }.ToEquatableArray()));
            Assert.That(list.GetHashCode(), Is.EqualTo(new[] { "a", "b" }.ToEquatableArray().GetHashCode()));
            Assert.That(list.Equals(["b", "a"]) || list.Equals(["a"]) || list.Equals(["a", "b", "c"]) || list.Equals((object)"a"), Is.False);
            Assert.That(list == ["a", "b"] && list != ["a"], Is.True);
        });
    }

    [Test]
    public void The_default_list_is_the_empty_list()
    {
        EquatableArray<int> none = default;

        Assert.That(none == [] && none == new EquatableArray<int>(default(ImmutableArray<int>)) && none.Count == 0 && none.Items.IsEmpty, Is.True);
        Assert.That(none.GetHashCode(), Is.EqualTo(EquatableArray.Create<int>([]).GetHashCode()));
    }

    [Test]
    public void A_list_can_be_counted_indexed_and_walked()
    {
        EquatableArray<int> list = [3, 1, 2];
        var walked = new List<int>();
        foreach (var item in list)
        {
            walked.Add(item);
        }

        Assert.That((list.Count, list[0], list.ToString()), Is.EqualTo((3, 3, "[3, 1, 2]")));
        Assert.That(walked, Is.EqualTo(new[] { 3, 1, 2 }).And.EqualTo(list.AsEnumerable()));
    }

    [Test]
    public void Records_that_hold_lists_and_maps_compare_by_value()
    {
        var (pool, twin, other) = (Pool("10.0.0.9"), Pool("10.0.0.9"), Pool("10.0.0.8"));

        Assert.That(pool, Is.EqualTo(twin).And.Not.EqualTo(other));
        Assert.That(pool.GetHashCode(), Is.EqualTo(twin.GetHashCode()));
    }

    [Test]
    public void Maps_are_equal_whatever_the_order_they_were_made_in()
    {
        var map = Map(("b", 2), ("a", 1));

        Assert.Multiple(() =>
        {
            Assert.That(map, Is.EqualTo(Map(("a", 1), ("b", 2))));
            Assert.That(map.GetHashCode(), Is.EqualTo(Map(("a", 1), ("b", 2)).GetHashCode()));
            Assert.That(map == Map(("a", 1)) || map == Map(("a", 1), ("b", 3)) || map == Map(("a", 1), ("c", 2)) || map.Equals((object)"a"), Is.False);
            Assert.That(map != Map(("A", 1), ("b", 2)), Is.True, "keys are compared by ordinal");
        });
    }

    [Test]
    public void The_default_map_is_the_empty_map()
    {
        EquatableMap<int> none = default;

        Assert.That(none == Map() && none.Count == 0 && !none.ContainsKey("a") && !none.Keys.Any() && !none.Values.Any(), Is.True);
        Assert.That(none.GetHashCode(), Is.EqualTo(Map().GetHashCode()));
    }

    [Test]
    public void A_map_is_sorted_by_ordinal_key()
    {
        var map = Map(("b", 2), ("a", 1), ("B", 3));

        Assert.That(map.ToString(), Is.EqualTo("{B=3, a=1, b=2}"));
        Assert.That((map["a"], map.TryGetValue("b", out var found) ? found : 0, map.TryGetValue("x", out _), map.ContainsKey("B")), Is.EqualTo((1, 2, false, true)));
        Assert.That(() => map["x"], Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public void A_key_given_twice_with_different_values_is_refused()
    {
        Assert.That(() => Map(("a", 1), ("a", 2)), Throws.ArgumentException);
    }

    private static EquatableMap<int> Map(params (string Key, int Value)[] entries) => new(entries.Select(static e => KeyValuePair.Create(e.Key, e.Value)));

    private static NetworkPool Pool(string router) => new(IPPrefix.Parse("10.0.0.0/24"))
    {
        AuxiliaryAddresses = new([KeyValuePair.Create("router", AddressText.Parse(router))]),
    };
}
