namespace NetController.Netlink.NfTables;

/// <summary>The header of a protocol, with the names that nft has for its fields.</summary>
/// <param name="Name">The name of the protocol in nft.</param>
/// <param name="Base">Where it begins.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ProtocolHeader(string Name, NftPayloadBase Base, PayloadField[] Fields)
{
    /// <summary>The number by which the header before it says that it follows: an Ethernet type or a transport protocol.</summary>
    internal int? Number { get; init; }

    /// <summary>The checksum to be kept right when a field is written: its offset; null when there is none or none that nft keeps.</summary>
    internal int? ChecksumOffset { get; init; }

    /// <summary>The network protocol that nft has it follow, where it knows of one only.</summary>
    internal ProtocolHeader? Below { get; init; }

    /// <summary>The field that is exactly these bytes.</summary>
    internal PayloadField? Find(PayloadPlace place) =>
        place.Base != Base ? null : Array.Find(Fields, field => field.IsWhole && field.Offset == place.Offset && field.Length == place.Length);

    /// <summary>The field of which these bytes hold the mask's bits.</summary>
    internal PayloadField? Find(PayloadPlace place, ReadOnlySpan<byte> mask)
    {
        foreach (var field in place.Base == Base ? Fields : [])
        {
            if (!field.IsWhole && field.Offset == place.Offset && field.Length == place.Length && mask.SequenceEqual(field.Mask))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The field that begins with these bytes, of a type whose beginning nft compares alone: <c>10.0.0.0/8</c>.</summary>
    internal PayloadField? FindBeginning(PayloadPlace place) => place.Base != Base ? null : Array.Find(
        Fields, field => field.IsWhole && field.Type.HasPrefixes && field.Offset == place.Offset && field.Length > place.Length);

    /// <summary>The fields that nft, comparing each with a value, would load together as these bytes; null when there are none such.</summary>
    internal PayloadField[]? Tile(PayloadPlace place)
    {
        var tiles = new List<PayloadField>();
        var joined = place with { Length = 0 };
        while (joined.Length < place.Length)
        {
            var next = Array.Find(Fields, field => field.IsWhole && field.Offset == joined.Offset + joined.Length);
            if (next is null || place.Base != Base)
            {
                return null;
            }

            var bytes = new PayloadPlace(Base, next.Offset, next.Length);
            if (joined.Length > 0 && !joined.JoinsWith(bytes))
            {
                return null;
            }

            tiles.Add(next);
            joined = joined.Join(bytes);
        }

        return joined == place ? [.. tiles] : null;
    }
}
