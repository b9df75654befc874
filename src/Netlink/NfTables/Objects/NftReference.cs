using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Something in a table that a request names without describing it, for errors.</summary>
internal sealed record NftReference(NftTableName Table, string? Name = null, ulong? Handle = null) : IOperationSubject
{
    public string Words => Handle is { } handle
        ? string.Create(CultureInfo.InvariantCulture, $"{Table}{Separated} handle {handle}")
        : $"{Table}{Separated}";

    private string Separated => Name is null ? "" : $" {Name}";
}
