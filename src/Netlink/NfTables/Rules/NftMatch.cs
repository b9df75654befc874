namespace NetController.Netlink.NfTables;

/// <summary>
/// Conditions of rules in plain words: each returns the expressions that nft makes of the same text, to be put together as
/// <c>[.. NftMatch.InputInterface("eth0"), .. NftMatch.TcpDestinationPort(80), new NftCounter(), NftStatement.Accept]</c>.
/// </summary>
/// <remarks>
/// They are complete for tables of <see cref="NftFamily.Inet"/>, with every check they need. <see cref="NftExpressionList.For"/> leaves out repeated checks as nft does, and is needed for
/// tables of <see cref="NftFamily.Bridge"/> and <see cref="NftFamily.NetDevice"/>, where the network protocol is known by the frame.
/// </remarks>
public static partial class NftMatch
{
    /// <summary>The packet came in by an interface; <c>iifname "eth0"</c>.</summary>
    /// <param name="name">The interface.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">No interface can have this name.</exception>
    public static NftExpressionList InputInterface(string name) => NftField.InputInterfaceName.Is(NftValue.FromInterfaceName(name));

    /// <summary>The packet came in by another interface; <c>iifname != "eth0"</c>.</summary>
    /// <inheritdoc cref="InputInterface"/>
    public static NftExpressionList NotInputInterface(string name) => NftField.InputInterfaceName.IsNot(NftValue.FromInterfaceName(name));

    /// <summary>The packet came in by an interface whose name begins so; <c>iifname "veth*"</c>.</summary>
    /// <param name="beginning">The beginning of its name.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">No interface can have a name that begins so.</exception>
    public static NftExpressionList InputInterfaceStartingWith(string beginning) => StartingWith(NftField.InputInterfaceName, beginning);

    /// <summary>The packet leaves by an interface; <c>oifname "eth0"</c>.</summary>
    /// <inheritdoc cref="InputInterface"/>
    public static NftExpressionList OutputInterface(string name) => NftField.OutputInterfaceName.Is(NftValue.FromInterfaceName(name));

    /// <summary>The packet leaves by another interface; <c>oifname != "eth0"</c>.</summary>
    /// <inheritdoc cref="InputInterface"/>
    public static NftExpressionList NotOutputInterface(string name) => NftField.OutputInterfaceName.IsNot(NftValue.FromInterfaceName(name));

    /// <summary>The packet leaves by an interface whose name begins so; <c>oifname "veth*"</c>.</summary>
    /// <inheritdoc cref="InputInterfaceStartingWith"/>
    public static NftExpressionList OutputInterfaceStartingWith(string beginning) => StartingWith(NftField.OutputInterfaceName, beginning);

    private static NftExpressionList StartingWith(NftField field, string beginning)
    {
        var name = NftValue.FromInterfaceName(beginning).Bytes;
        return [field.Load(default), new NftCompare(NftComparison.Equal, new NftValue(name[..name.IndexOf((byte)0)]))];
    }
}
