using CsCheck;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class IdTests
{
    private const string Text = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Test]
    public void An_id_prints_64_digits_and_shortens_to_12()
    {
        var id = ObjectId.Parse(Text);

        Assert.That((id.ToString(), id.Short), Is.EqualTo((Text, "0123456789ab")));
    }

    [Test]
    public void Every_random_id_is_read_back_from_its_text_in_either_case()
    {
        Gen.Byte.Select(static value => ObjectId.New(new ConstantRandom(value))).Sample(static id =>
            ObjectId.Parse(id.ToString()) == id && ObjectId.Parse(id.ToString().ToUpperInvariant()) == id);
    }

    [Test]
    public void New_ids_differ()
    {
        var ids = Enumerable.Range(0, 100).Select(static _ => ObjectId.New(RandomSource.Secure));

        Assert.That(ids, Is.Unique);
    }

    [TestCase("")]
    [TestCase("0123456789ab")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde", Description = "63 digits")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeff", Description = "65 digits")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\0")]
    [TestCase("0123456789abcdef0123456789abcde\00123456789abcdef0123456789abcdef")]
    [TestCase(" 123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [TestCase("+123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Anything_but_64_hex_digits_is_refused_by_every_kind_of_id(string text)
    {
        Assert.Multiple(() =>
        {
            Assert.That(ObjectId.TryParse(text, out _) || NetworkId.TryParse(text, out _) || EndpointId.TryParse(text, out _) || SandboxId.TryParse(text, out _), Is.False);
            Assert.That(() => ObjectId.Parse(text), Throws.TypeOf<FormatException>());
            Assert.That(() => NetworkId.Parse(text), Throws.TypeOf<FormatException>());
            Assert.That(() => EndpointId.Parse(text), Throws.TypeOf<FormatException>());
            Assert.That(() => SandboxId.Parse(text), Throws.TypeOf<FormatException>());
            Assert.That(() => InstanceId.Parse(text), Throws.TypeOf<FormatException>());
        });
    }

    [Test]
    public void Every_kind_of_id_prints_what_it_was_read_from()
    {
        string[] printed =
        [
            NetworkId.Parse(Text).ToString(), EndpointId.Parse(Text).ToString(), SandboxId.Parse(Text).ToString(), InstanceId.Parse(Text).ToString(),
        ];
        string[] shortened = [NetworkId.Parse(Text).Short, EndpointId.Parse(Text).Short, SandboxId.Parse(Text).Short, InstanceId.Parse(Text).Short];

        Assert.That(printed, Has.All.EqualTo(Text));
        Assert.That(shortened, Has.All.EqualTo("0123456789ab"));
    }

    [TestCase("", true)]
    [TestCase("0", true)]
    [TestCase("0123456789AB", true)]
    [TestCase(Text, true)]
    [TestCase("1", false)]
    [TestCase(Text + "0", false)]
    public void A_prefix_in_either_case_stands_for_the_id(string prefix, bool expected)
    {
        Assert.That(ObjectId.Parse(Text).StartsWith(prefix), Is.EqualTo(expected));
    }

    [Test]
    public void Ids_sort_as_their_text_does()
    {
        var ids = Gen.Select(Gen.Byte, Gen.Int[0, 3]).Select(static (value, digit) => ObjectId.Parse(new string($"{digit}"[0], 32) + ObjectId.New(new ConstantRandom(value)).ToString()[32..]));

        Gen.Select(ids, ids).Sample(static (a, b) =>
            Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString()))
            && a < b == string.CompareOrdinal(a.ToString(), b.ToString()) < 0
            && (a >= b) == !(a < b)
            && (a <= b) == !(a > b));
    }
}
