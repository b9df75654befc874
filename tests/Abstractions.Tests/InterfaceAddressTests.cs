using System.Net;
using CsCheck;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class InterfaceAddressTests
{
    [TestCase("172.17.0.1/16", "172.17.0.0/16")]
    [TestCase("10.0.0.1/32", "10.0.0.1/32")]
    [TestCase("0.0.0.0/0", "0.0.0.0/0")]
    [TestCase("fd00::1/64", "fd00::/64")]
    public void An_address_keeps_its_host_bits_and_knows_its_subnet(string text, string subnet)
    {
        var address = InterfaceAddress.Parse(text);

        Assert.That((address.ToString(), address.Prefix.ToString()), Is.EqualTo((text, subnet)));
    }

    [TestCase("10.0.0.1")]
    [TestCase("10.0.0.1/")]
    [TestCase("10.0.0.1/33")]
    [TestCase("10.0.0.1/024")]
    [TestCase("10.0.0.1/24\0")]
    [TestCase("10.0.0.1/ 24")]
    [TestCase("10.0.0.1/٢")]
    [TestCase("10.0.1/24")]
    [TestCase("fd00::1/129")]
    [TestCase("fe80::1%eth0/64")]
    [TestCase("/")]
    [TestCase("")]
    public void Both_parts_are_required_and_read_strictly(string text)
    {
        Assert.That(InterfaceAddress.TryParse(text, out _), Is.False);
        Assert.That(() => InterfaceAddress.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("192.0.2.1/24"));
    }

    [Test]
    public void A_mapped_address_is_IPv4_and_a_zone_is_dropped()
    {
        var mapped = new InterfaceAddress(AddressText.Parse("10.0.0.1").MapToIPv6(), 24);
        var scoped = new InterfaceAddress(new IPAddress(AddressText.Parse("fe80::1").GetAddressBytes(), scopeid: 3), 64);

        Assert.That((mapped.ToString(), scoped.ToString()), Is.EqualTo(("10.0.0.1/24", "fe80::1/64")));
    }

    [Test]
    public void Equal_addresses_are_equal_values()
    {
        Assert.That(InterfaceAddress.Parse("fd00:0::1/64"), Is.EqualTo(InterfaceAddress.Parse("fd00::1/64")));
        Assert.That(InterfaceAddress.Parse("10.0.0.1/24"), Is.Not.EqualTo(InterfaceAddress.Parse("10.0.0.1/25")));
    }

    [TestCase(-1)]
    [TestCase(33)]
    public void A_length_that_no_address_has_is_refused(int length)
    {
        Assert.That(() => new InterfaceAddress(IPAddress.Loopback, length), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Numbers_and_addresses_convert_both_ways()
    {
        Gen.UInt.Sample(static number => IPFamily.IPv4.ToAddress(number).ToNumber() == number);
        Gen.Select(Gen.ULong, Gen.ULong).Sample(static (high, low) => IPFamily.IPv6.ToAddress(new UInt128(high, low)).ToNumber() == new UInt128(high, low));
        Assert.That(() => IPFamily.IPv4.ToAddress((UInt128)1 << 32), Throws.TypeOf<OverflowException>());
    }
}
