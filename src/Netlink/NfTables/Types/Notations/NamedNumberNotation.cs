namespace NetController.Netlink.NfTables;

/// <summary>Numbers of which some have names: protocols, ICMP types, kinds of packets.</summary>
internal class NamedNumberNotation(
    (ulong Number, string Name)[] names, bool isHostOrder = false, bool isHexadecimal = false, bool isQuoted = false) : NumberNotation(isHostOrder, isHexadecimal)
{
    internal override string Format(ReadOnlySpan<byte> value)
    {
        var number = BigEndian.Read(value);
        foreach (var known in names)
        {
            if (known.Number == number)
            {
                return isQuoted ? $"\"{known.Name}\"" : known.Name;
            }
        }

        return base.Format(value);
    }

    internal override string FormatBound(ReadOnlySpan<byte> value) => base.Format(value);

    internal override bool TryParse(string text, Span<byte> value)
    {
        var name = text.AsSpan().Trim('"');
        foreach (var known in names)
        {
            if (name.SequenceEqual(known.Name))
            {
                BigEndian.Write(value, known.Number);
                return true;
            }
        }

        return TryParseNumber(text, value);
    }
}
