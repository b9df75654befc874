using System.Net;
using CsCheck;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class IPPrefixTests
{
    [TestCase("172.17.0.0/16", "172.17.0.0", "172.17.255.255")]
    [TestCase("0.0.0.0/0", "0.0.0.0", "255.255.255.255")]
    [TestCase("10.0.0.7/32", "10.0.0.7", "10.0.0.7")]
    [TestCase("fd00::/8", "fd00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [TestCase("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [TestCase("fd00::7/128", "fd00::7", "fd00::7")]
    public void A_prefix_has_a_first_and_a_last_address(string text, string first, string last)
    {
        var prefix = IPPrefix.Parse(text);

        Assert.That((prefix.ToString(), prefix.Address.ToString(), prefix.LastAddress.ToString()), Is.EqualTo((text, first, last)));
    }

    [TestCase("10.0.0.1/24", "10.0.0.0/24")]
    [TestCase("fd00::1/64", "fd00::/64")]
    [TestCase("10.0.0.1/0", "0.0.0.0/0")]
    public void Host_bits_are_refused_and_the_subnet_meant_is_named(string text, string meant)
    {
        var address = InterfaceAddress.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(IPPrefix.TryParse(text, out _), Is.False);
            Assert.That(() => IPPrefix.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(meant));
            Assert.That(() => new IPPrefix(address.Address, address.PrefixLength), Throws.ArgumentException.With.Message.Contains(meant));
            Assert.That(address.Prefix.ToString(), Is.EqualTo(meant));
        });
    }

    [TestCase("10.0.0.0")]
    [TestCase("10.0.0.0/")]
    [TestCase("/24")]
    [TestCase("10.0.0.0/33")]
    [TestCase("10.0.0.0/-1")]
    [TestCase("10.0.0.0/+8")]
    [TestCase("10.0.0.0/08")]
    [TestCase("10.0.0.0/ 8")]
    [TestCase("10.0.0.0/8 ")]
    [TestCase("10.0.0.0/8\0")]
    [TestCase("10.0.0.0/8/8")]
    [TestCase("10.0.0.0/255.0.0.0")]
    [TestCase("10.0.0/8")]
    [TestCase("fd00::/129")]
    [TestCase("fe80::%eth0/64")]
    [TestCase("::ffff:0:0/96", Description = "mapped addresses are IPv4 here")]
    public void Loose_spellings_are_refused(string text)
    {
        Assert.That(IPPrefix.TryParse(text, out _), Is.False);
        Assert.That(() => IPPrefix.Parse(text), Throws.TypeOf<FormatException>());
    }

    [TestCase("10.0.0.0/8", "10.0.0.0/8", true)]
    [TestCase("10.0.0.0/8", "10.255.0.0/16", true)]
    [TestCase("10.255.0.0/16", "10.0.0.0/8", false)]
    [TestCase("10.0.0.0/8", "11.0.0.0/8", false)]
    [TestCase("::/0", "10.0.0.0/8", false)]
    [TestCase("0.0.0.0/0", "::/0", false)]
    public void A_prefix_contains_what_lies_wholly_inside(string outer, string inner, bool expected)
    {
        var (first, second) = (IPPrefix.Parse(outer), IPPrefix.Parse(inner));

        Assert.That(first.Contains(second), Is.EqualTo(expected));
    }

    [TestCase("10.0.0.0/24", "10.0.0.255", true)]
    [TestCase("10.0.0.0/24", "10.0.1.0", false)]
    [TestCase("10.0.0.0/24", "fd00::1", false)]
    [TestCase("::/0", "10.0.0.1", false)]
    [TestCase("fd00::/64", "fd00::ffff", true)]
    public void A_prefix_contains_the_addresses_of_its_own_family_between_its_ends(string prefix, string address, bool expected)
    {
        Assert.That(IPPrefix.Parse(prefix).Contains(AddressText.Parse(address)), Is.EqualTo(expected));
    }

    [Test]
    public void A_mapped_or_scoped_address_counts_as_the_address_itself()
    {
        Assert.That(IPPrefix.Parse("10.0.0.0/8").Contains(AddressText.Parse("10.0.0.1").MapToIPv6()), Is.True);
        Assert.That(IPPrefix.Parse("fe80::/64").Contains(new IPAddress(AddressText.Parse("fe80::1").GetAddressBytes(), scopeid: 3)), Is.True);
    }

    [Test]
    public void Overlap_means_sharing_an_address()
    {
        Gen.Select(Prefixes, Prefixes).Sample(static (a, b) =>
            a.Overlaps(b) == (a.Family == b.Family && a.First <= b.Last && b.First <= a.Last) && a.Overlaps(b) == b.Overlaps(a));
    }

    [Test]
    public void Every_prefix_is_read_back_from_its_text()
    {
        // Blocks of mapped addresses print as IPv6 and are refused when read.
        Prefixes.Where(static prefix => !prefix.Address.IsIPv4MappedToIPv6).Sample(static prefix => IPPrefix.Parse(prefix.ToString()) == prefix);
    }

    [Test]
    public void A_prefix_taken_by_number_is_exact_even_among_mapped_addresses()
    {
        var prefix = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xffff_0a00_0001, 120);

        Assert.That((prefix.Family, prefix.Length, prefix.First), Is.EqualTo((IPFamily.IPv6, 120, (UInt128)0xffff_0a00_0000)));
    }

    [TestCase(IPFamily.IPv4, 33)]
    [TestCase(IPFamily.IPv4, -1)]
    [TestCase(IPFamily.IPv6, 129)]
    public void A_length_that_no_address_has_is_refused(IPFamily family, int length)
    {
        Assert.That(() => IPPrefix.Containing(family, UInt128.Zero, length), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => IPPrefix.Containing(family.ToAddress(0), length), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_number_beyond_the_family_is_refused()
    {
        Assert.That(() => IPPrefix.Containing(IPFamily.IPv4, (UInt128)1 << 32, 8), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Prefixes_sort_by_family_then_address_then_the_larger_first()
    {
        string[] sorted = ["9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16", "10.0.1.0/24", "::/0", "fd00::/8", "fd00::/64"];

        var prefixes = sorted.Reverse().Select(static text => IPPrefix.Parse(text)).Order().ToList();

        Assert.That(prefixes.Select(static prefix => prefix.ToString()), Is.EqualTo(sorted));
        Assert.That(prefixes[0] < prefixes[1] && prefixes[1] > prefixes[0] && prefixes[0] <= prefixes[0] && prefixes[1] >= prefixes[0], Is.True);
    }

    private static readonly Gen<IPPrefix> Prefixes = Gen.OneOf(
        Gen.Select(Gen.UInt, Gen.Int[0, 32], static (number, length) => IPPrefix.Containing(IPFamily.IPv4, number, length)),
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 128], static (high, low, length) => IPPrefix.Containing(IPFamily.IPv6, new UInt128(high, low), length)),
        Gen.Select(Gen.UInt, Gen.Int[80, 128], static (low, length) => IPPrefix.Containing(IPFamily.IPv6, 0xffff_0000_0000 | (UInt128)low, length)));
}
