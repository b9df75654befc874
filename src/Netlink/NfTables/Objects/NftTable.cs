namespace NetController.Netlink.NfTables;

/// <summary>A table: the room in which chains and sets have their names; <c>table inet filter</c> (nft(8)).</summary>
public sealed record NftTable : IOperationSubject
{
    /// <summary>Names the table.</summary>
    /// <param name="family">The family.</param>
    /// <param name="name">1 to 255 bytes. Only names of letters, digits and <c>_ . / - :</c> that begin with a letter, <c>_</c> or <c>.</c> and are no word of nft can be typed there.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public NftTable(NftFamily family, string name)
    {
        Name = NftName.Check(name, nameof(name));
        Family = family;
    }

    internal NftTable(NftFamily family, NftKernelName name)
    {
        Name = name.Text;
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

    /// <summary>As a command of nft, for example <c>table inet filter { flags dormant; }</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"table {Reference}{NftTableText.Block(this).OnOneLine()}";

    string IOperationSubject.Words => Reference.ToString();
}
