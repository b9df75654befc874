namespace NetController.Netlink.NfTables;

/// <summary>A table: the room in which chains and sets have their names; <c>table inet filter</c> (nft(8)).</summary>
public sealed record NftTable : IOperationSubject
{
    /// <summary>Names the table.</summary>
    /// <param name="family">The family.</param>
    /// <param name="name">1 to 255 bytes. Only names of letters, digits, <c>_</c>, <c>.</c>, <c>/</c> and <c>\</c> that begin with a letter or <c>_</c> can be typed in nft.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public NftTable(NftFamily family, string name)
    {
        Name = NftName.Check(name, nameof(name));
        Family = family;
    }

    /// <summary>The family.</summary>
    public NftFamily Family { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Family and name, as its chains and sets refer to it.</summary>
    public NftTableName Reference => new(Family, Name);

    /// <summary>Its properties.</summary>
    public NftTableFlags Flags { get; init; }

    /// <summary>A text of up to 128 bytes for people; <c>comment</c>. Or null.</summary>
    public string? Comment { get; init => field = NftName.CheckComment(value, nameof(Comment)); }

    /// <summary>The kernel's number for it, in what is listed; null in what is yet to be made.</summary>
    public ulong? Handle { get; init; }

    /// <summary>The port of the netlink socket that owns it, or null.</summary>
    public uint? OwnerPort { get; init; }

    string IOperationSubject.Words => Reference.ToString();
}
