using CsCheck;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class MacAddressTests
{
    [TestCase("02:42:ac:11:00:02", "02:42:ac:11:00:02")]
    [TestCase("FF:FF:FF:FF:FF:FF", "ff:ff:ff:ff:ff:ff")]
    [TestCase("00:00:00:00:00:00", "00:00:00:00:00:00")]
    public void Six_pairs_of_hex_digits_are_read(string text, string printed)
    {
        Assert.That(MacAddress.Parse(text).ToString(), Is.EqualTo(printed));
    }

    [TestCase("")]
    [TestCase("02:42:ac:11:00")]
    [TestCase("02:42:ac:11:00:02:03")]
    [TestCase("02-42-ac-11-00-02")]
    [TestCase("0242.ac11.0002")]
    [TestCase("2:42:ac:11:00:002")]
    [TestCase("02:42:ac:11:00:0g")]
    [TestCase("02:42:ac:11:00: 2")]
    [TestCase("02:42:ac:11:00:+2")]
    [TestCase("02:42:ac:11:00:2\0")]
    [TestCase(" 2:42:ac:11:00:02")]
    public void Other_forms_are_refused(string text)
    {
        Assert.That(MacAddress.TryParse(text, out _), Is.False);
        Assert.That(() => MacAddress.Parse(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Bytes_and_text_convert_both_ways()
    {
        Gen.Byte.Array[6].Sample(static bytes =>
        {
            var address = new MacAddress(bytes);
            var copy = new byte[6];
            address.CopyTo(copy);
            return bytes.AsSpan().SequenceEqual(copy) && MacAddress.Parse(address.ToString()) == address;
        });
    }

    [TestCase("01:00:00:00:00:00", true, false)]
    [TestCase("02:00:00:00:00:00", false, true)]
    [TestCase("ff:ff:ff:ff:ff:ff", true, true)]
    [TestCase("00:1b:21:00:00:01", false, false)]
    public void The_first_byte_says_what_kind_of_address_it_is(string text, bool multicast, bool local)
    {
        var address = MacAddress.Parse(text);

        Assert.That((address.IsMulticast, address.IsLocallyAdministered), Is.EqualTo((multicast, local)));
    }

    [Test]
    public void A_random_address_is_unicast_and_locally_administered_whatever_the_bytes()
    {
        Gen.Byte.Sample(static value =>
        {
            var address = MacAddress.Random(new ConstantRandom(value));
            return !address.IsMulticast && address.IsLocallyAdministered;
        });
    }

    [TestCase(5)]
    [TestCase(7)]
    public void Only_six_bytes_make_an_address(int length)
    {
        Assert.That(() => new MacAddress(new byte[length]), Throws.ArgumentException);
    }
}
