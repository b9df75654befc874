using System.Net;
using CsCheck;

namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class AddressTextTests
{
    [TestCase("0.0.0.0")]
    [TestCase("10.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("2001:db8::1")]
    [TestCase("fe80::ff:fe00:1")]
    [TestCase("1:2:3:4:5:6:7:8")]
    public void An_address_prints_as_it_was_read(string text)
    {
        Assert.That(AddressText.Parse(text).ToString(), Is.EqualTo(text));
    }

    [TestCase("2001:0DB8:0:0:0:0:0:1", "2001:db8::1")]
    [TestCase("64:ff9b::192.0.2.33", "64:ff9b::c000:221")]
    [TestCase("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [TestCase("::ffff:10.0.0.1", "10.0.0.1", Description = "mapped")]
    [TestCase("::ffff:a00:1", "10.0.0.1", Description = "mapped")]
    public void Other_spellings_of_RFC_4291_are_read(string text, string expected)
    {
        Assert.That(AddressText.Parse(text).ToString(), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("10")]
    [TestCase("10.1", Description = "would be 10.0.0.1")]
    [TestCase("10.0.1")]
    [TestCase("10.0.0.0.1")]
    [TestCase("010.0.0.1", Description = "would be octal")]
    [TestCase("10.0.0.01")]
    [TestCase("10.0.0.00")]
    [TestCase("0x0a.0.0.1")]
    [TestCase("10.0.0.256")]
    [TestCase("10.0.0.-1")]
    [TestCase("10.0.0.+1")]
    [TestCase("10.0.0.1 ")]
    [TestCase(" 10.0.0.1")]
    [TestCase("10.0.0.1\0")]
    [TestCase("10.0.0.1\n")]
    [TestCase("10..0.1")]
    [TestCase("10.0.0.")]
    [TestCase(".10.0.0")]
    [TestCase("10.0.0.1/24")]
    [TestCase("10.0.0.1:80")]
    [TestCase("१.0.0.1", Description = "a digit, but not an ASCII one")]
    [TestCase("localhost")]
    [TestCase("fe80::1%eth0")]
    [TestCase("fe80::1%2")]
    [TestCase("[::1]")]
    [TestCase("[::1]:80")]
    [TestCase("::1\0")]
    [TestCase(":::")]
    [TestCase(":1")]
    [TestCase("1:")]
    [TestCase("1::2::3")]
    [TestCase("1:2:3:4:5:6:7")]
    [TestCase("1:2:3:4:5:6:7:8:9")]
    [TestCase("1:2:3:4:5:6:7:8::")]
    [TestCase("::12345")]
    [TestCase("::00001")]
    [TestCase("::g")]
    [TestCase("::10.1")]
    [TestCase("::ffff:010.0.0.1")]
    [TestCase("::10.0.0.1.2")]
    [TestCase("10.0.0.1::")]
    [TestCase("10.0.0.1:10.0.0.1")]
    [TestCase("::10.0.0.1:1")]
    [TestCase("1:2:3:4:5:6:7:10.0.0.1")]
    [TestCase("::1/64")]
    public void What_other_readers_guess_at_is_refused(string text)
    {
        Assert.That(AddressText.TryParse(text, out _), Is.False);
        Assert.That(() => AddressText.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains($"'{text}'"));
    }

    [Test]
    public void Every_address_is_read_back_from_its_text()
    {
        Gen.Byte.Array[4].Sample(static bytes => new IPAddress(bytes).Equals(AddressText.Parse(new IPAddress(bytes).ToString())));
        Gen.Byte.Array[16].Sample(static bytes => new IPAddress(bytes).Normalized().Equals(AddressText.Parse(new IPAddress(bytes).ToString())));
    }

    [Test]
    public void Random_text_is_read_as_RFC_4291_says_or_not_at_all()
    {
        const string alphabet = "0123456789abcdefF:.:.0 %[]/x";
        var text = Gen.Select(Gen.Int[0, alphabet.Length - 1].Array[0, 20], static picks => new string([.. picks.Select(static pick => alphabet[pick])]));

        text.Sample(static text => AddressText.TryParse(text, out var read) ? read.Equals(StrictlyRead(text)) : StrictlyRead(text) is null, iter: 50_000);
    }

    // A reader after the letter of RFC 4291 2.2, written for clarity alone.
    private static IPAddress? StrictlyRead(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return Dotted(text) is { } four ? new IPAddress(four) : null;
        }

        var halves = text.Split("::");
        var parts = halves.Select(static half => Groups(half)).ToList();
        var known = parts.Sum(static part => part?.Count ?? 99);
        if (parts.Count > 2 || (parts.Count == 1 ? known != 16 : known > 14))
        {
            return null;
        }

        byte[] bytes = parts.Count == 1 ? [.. parts[0]!] : [.. parts[0]!, .. new byte[16 - known], .. parts[1]!];
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static List<byte>? Groups(string text)
    {
        var bytes = new List<byte>();
        var groups = text.Length == 0 ? [] : text.Split(':');
        for (var index = 0; index < groups.Length; index++)
        {
            if (index == groups.Length - 1 && groups[index].Contains('.', StringComparison.Ordinal))
            {
                if (Dotted(groups[index]) is not { } four)
                {
                    return null;
                }

                bytes.AddRange(four);
            }
            else if (groups[index].Length is < 1 or > 4 || !groups[index].All(char.IsAsciiHexDigit))
            {
                return null;
            }
            else
            {
                var value = Convert.ToUInt16(groups[index], 16);
                bytes.AddRange([(byte)(value >> 8), (byte)value]);
            }
        }

        return bytes;
    }

    private static byte[]? Dotted(string text)
    {
        var parts = text.Split('.');
        var good = parts.Length == 4 && parts.All(static part =>
            part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0') && int.Parse(part) < 256);
        return good ? [.. parts.Select(byte.Parse)] : null;
    }
}
