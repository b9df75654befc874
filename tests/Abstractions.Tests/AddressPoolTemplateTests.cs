using NetController.Ipam;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class AddressPoolTemplateTests
{
    [TestCase("base=10.10.0.0/16,size=24", "base=10.10.0.0/16,size=24")]
    [TestCase("size=24,base=10.10.0.0/16", "base=10.10.0.0/16,size=24")]
    [TestCase(" base = 10.10.0.0/16 , size = 24 ", "base=10.10.0.0/16,size=24")]
    [TestCase("base=10.10.0.0/16,size=16", "base=10.10.0.0/16,size=16")]
    [TestCase("base=10.10.0.0/16,size=30", "base=10.10.0.0/16,size=30")]
    [TestCase("base=fd00::/8,size=126", "base=fd00::/8,size=126")]
    public void A_pool_is_read_as_dockerd_reads_it(string text, string printed)
    {
        Assert.That(AddressPoolTemplate.Parse(text).ToString(), Is.EqualTo(printed));
    }

    [TestCase("")]
    [TestCase("10.10.0.0/16")]
    [TestCase("base=10.10.0.0/16")]
    [TestCase("size=24")]
    [TestCase("base=10.10.0.0/16,size=24,")]
    [TestCase("base=10.10.0.0/16,size=24,size=25")]
    [TestCase("base=10.10.0.0/16,base=10.11.0.0/16,size=24")]
    [TestCase("base=10.10.0.0/16,size=24,scope=local")]
    [TestCase("base=10.10.0.0/16,size=/24")]
    [TestCase("base=10.10.0.0/16,size=-1")]
    [TestCase("base=10.10.0.0/16,size=024")]
    [TestCase("base=10.10.0.0/16,size=24\0")]
    [TestCase("base=10.10.0.0/16,size=99999999999")]
    public void A_malformed_pool_is_refused_showing_the_form(string text)
    {
        Assert.That(() => AddressPoolTemplate.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("base=CIDR,size=N"));
    }

    [TestCase("base=10.10.0.1/16,size=24", "10.10.0.0/16")]
    [TestCase("base=10.10/16,size=24", "10.10/16")]
    public void A_base_that_is_no_subnet_is_refused_saying_why(string text, string reason)
    {
        Assert.That(() => AddressPoolTemplate.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason));
    }

    [TestCase("base=10.10.0.0/16,size=15", "The size of pool 10.10.0.0/16 must be 16 to 30.")]
    [TestCase("base=10.10.0.0/16,size=31", "The size of pool 10.10.0.0/16 must be 16 to 30.")]
    [TestCase("base=fd00::/8,size=127", "The size of pool fd00::/8 must be 8 to 126.")]
    [TestCase("base=10.10.0.0/16,size=500", "The size of pool 10.10.0.0/16 must be 16 to 30.")]
    public void A_size_that_does_not_fit_the_base_is_refused_naming_the_bounds(string text, string message)
    {
        Assert.That(() => AddressPoolTemplate.Parse(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Equal_pools_are_equal_values()
    {
        Assert.That(AddressPoolTemplate.Parse("base=10.10.0.0/16,size=24"), Is.EqualTo(new AddressPoolTemplate(IPPrefix.Parse("10.10.0.0/16"), 24)));
    }
}
