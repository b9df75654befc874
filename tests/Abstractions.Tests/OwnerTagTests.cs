namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class OwnerTagTests
{
    private static readonly InstanceId Instance = InstanceId.New(new ConstantRandom(0xab));
    private static readonly NetworkId Network = NetworkId.New(new ConstantRandom(0x12));

    [Test]
    public void A_tag_names_the_instance_the_kind_and_the_id()
    {
        var tag = OwnerTag.OfNetwork(Instance, Network);

        Assert.That(tag.ToString(), Is.EqualTo("netctl:abababababab:network:" + string.Concat(Enumerable.Repeat("12", 32))));
    }

    [Test]
    public void A_tag_is_read_back_from_its_text()
    {
        var tag = OwnerTag.OfNetwork(Instance, Network);

        Assert.That(OwnerTag.TryParse(tag.ToString(), out var read) ? read : default, Is.EqualTo(tag));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("uplink to the office")]
    [TestCase("netctl")]
    [TestCase("netctl:")]
    [TestCase("netctl:a:b")]
    [TestCase("netctl:a:b:")]
    [TestCase("netctl::b:c")]
    [TestCase("netctl:a::c")]
    [TestCase("netctl:a:b:c:d")]
    [TestCase("NETCTL:a:b:c")]
    [TestCase(" netctl:a:b:c")]
    public void What_others_wrote_is_no_tag(string? text)
    {
        Assert.That(OwnerTag.TryParse(text, out _), Is.False);
    }

    [Test]
    public void A_tag_belongs_to_the_instance_that_made_it_alone()
    {
        var tag = OwnerTag.OfNetwork(Instance, Network);

        Assert.That((tag.IsOf(Instance), tag.IsOf(InstanceId.New(new ConstantRandom(0xac)))), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_plan_carries_the_tag_of_its_network()
    {
        var plan = new NetworkPlan(Network, "web", Instance, new NoOptions());

        Assert.That(plan.Tag, Is.EqualTo(OwnerTag.OfNetwork(Instance, Network)));
    }

    private sealed record NoOptions : NetworkOptions;
}
