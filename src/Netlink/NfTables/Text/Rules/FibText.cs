namespace NetController.Netlink.NfTables;

/// <summary>What the routing table says: <c>fib daddr . iif type</c>.</summary>
internal static class FibText
{
    private static readonly (NftFibFlags Flag, string Word)[] Flags =
    [
        (NftFibFlags.SourceAddress, "saddr"), (NftFibFlags.DestinationAddress, "daddr"), (NftFibFlags.Mark, "mark"),
        (NftFibFlags.InputInterface, "iif"), (NftFibFlags.OutputInterface, "oif"),
    ];

    internal static Operand Operand(NftFib fib)
    {
        var (word, type) = fib.Result switch
        {
            NftFibResult.OutputInterface => ("oif", NftDataType.InterfaceIndex),
            NftFibResult.OutputInterfaceName => ("oifname", NftDataType.InterfaceName),
            _ => ("type", NftDataType.FibAddressType),
        };
        type = fib.Flags.HasFlag(NftFibFlags.Presence) ? NftDataType.Presence : type;
        var words = Flags.Where(pair => fib.Flags.HasFlag(pair.Flag)).Select(static pair => pair.Word);
        return new Operand($"fib {string.Join(" . ", words)} {word}", type, type.Length) { IsUnsayable = !Enum.IsDefined(fib.Result) };
    }
}
