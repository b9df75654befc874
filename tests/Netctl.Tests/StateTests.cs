using System.Collections.Immutable;
using NetController.Formats;
using NetController.Netctl.State;

namespace NetController.Netctl.Tests;

/// <summary>Finding and choosing networks.</summary>
public sealed class StateTests
{
    [TestCase("name=web", "web web-idle", TestName = "A_part_of_the_name_is_enough")]
    [TestCase("name=^web$", "web", TestName = "A_name_can_be_a_regular_expression")]
    [TestCase("id=aaaa", "web", TestName = "A_part_of_the_id_is_enough")]
    [TestCase("driver=null", "none", TestName = "A_driver_is_named_whole")]
    [TestCase("driver=nul", "", TestName = "A_part_of_a_driver_matches_nothing")]
    [TestCase("scope=local", "none web web-idle", TestName = "Every_network_is_local")]
    [TestCase("scope=global", "", TestName = "No_network_is_global")]
    [TestCase("type=builtin", "none", TestName = "Predefined_networks_are_builtin")]
    [TestCase("type=custom", "web web-idle", TestName = "The_others_are_custom")]
    [TestCase("label=team", "web web-idle", TestName = "A_label_matches_by_its_key")]
    [TestCase("label=team=ops", "web-idle", TestName = "A_label_matches_by_its_value_too")]
    [TestCase("dangling=true", "web-idle", TestName = "Unused_custom_networks_dangle")]
    [TestCase("dangling=0", "none web", TestName = "The_others_do_not_dangle")]
    [TestCase("name=none name=idle", "none web-idle", TestName = "Of_one_key_any_value_will_do")]
    [TestCase("label=team label=tier", "web-idle", TestName = "Labels_must_all_be_there")]
    [TestCase("name=web driver=null", "", TestName = "Different_keys_must_all_match")]
    public void Filters_choose_as_dockers_do(string filters, string names)
    {
        var filter = NetworkFilter.Create(filters.Split(' ').Select(KeyValue.Parse));

        Assert.That(string.Join(' ', Samples.All.Where(filter.Matches).Select(static network => network.Record.Name)), Is.EqualTo(names));
    }

    [TestCase("web", "web", TestName = "A_network_is_found_by_its_name")]
    [TestCase("aaa", "web", TestName = "A_network_is_found_by_the_beginning_of_its_id")]
    [TestCase("CCC", "web-idle", TestName = "An_id_is_found_in_either_case")]
    public void A_network_is_found(string reference, string name) =>
        Assert.That(NetworkLookup.Find(Samples.All, reference).Record.Name, Is.EqualTo(name));

    [Test]
    public void A_name_goes_before_the_beginning_of_an_id()
    {
        var named = Samples.Idle with { Record = Samples.Idle.Record with { Name = "aaa" } };

        Assert.That(NetworkLookup.Find([Samples.Web, named], "aaa"), Is.SameAs(named));
    }

    [Test]
    public void The_beginning_of_several_ids_names_none_of_them()
    {
        ImmutableArray<NetworkView> twins = [Samples.Web, Samples.Web with { Record = Samples.Web.Record with { Id = NetworkId.Parse("aa" + new string('0', 62)), Name = "x" } }];

        Assert.That(() => NetworkLookup.Find(twins, "aa"), Throws.InstanceOf<InvalidRequestException>());
    }

    [Test]
    public void What_is_not_there_is_not_found() =>
        Assert.That(() => NetworkLookup.Find(Samples.All, "nope"), Throws.InstanceOf<ObjectNotFoundException>());

    [Test]
    public void The_link_of_a_bridge_network_is_told_from_its_record()
    {
        var named = Samples.Web.Record with { Options = new EquatableMap<string>([KeyValuePair.Create("com.docker.network.bridge.name", "br0")]) };

        Assert.That(
            (RecordedLink.Of(Samples.Web.Record), RecordedLink.Of(named), RecordedLink.Of(Samples.None.Record)),
            Is.EqualTo(("nc-aaaaaaaaaaaa", "br0", (string?)null)));
    }
}
