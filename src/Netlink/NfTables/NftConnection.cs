using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>
/// The nf_tables of one network namespace (linux/netfilter/nf_tables.h): what <c>nft</c> does, without starting it. Changes are made in transactions,
/// see <see cref="BeginTransaction"/>.
/// </summary>
/// <remarks>
/// Synchronous, with one owner, not thread-safe; simultaneous use is detected, see <see cref="NetlinkSocket"/>. It stays in the namespace it was opened in, so one
/// connection per namespace can be used from any thread. It takes CAP_NET_ADMIN there. Every request may throw <see cref="NetlinkException"/> (the kernel refused),
/// <see cref="NetlinkProtocolException"/> (the answer makes no sense), <see cref="InvalidOperationException"/> (in use) and <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class NftConnection : IDisposable
{
    private readonly NetlinkSocket _socket;
    private readonly int _attempts;

    internal NftConnection(NetlinkSocket socket, NetlinkSocketOptions options)
    {
        _socket = socket;
        _attempts = options.DumpAttempts;
    }

    /// <summary>The port of its socket, which is the <see cref="NftTable.OwnerPort"/> of tables it makes with <see cref="NftTableFlags.Owner"/>.</summary>
    public uint PortId => _socket.PortId;

    /// <summary>Opens a connection.</summary>
    /// <param name="inNamespace">The namespace to look after, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults. <see cref="NetlinkSocketOptions.DumpAttempts"/> bounds how often a list is tried again while others change the ruleset.</param>
    /// <returns>The connection, to be disposed by the caller.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static NftConnection Open(NetworkNamespace? inNamespace = null, NetlinkSocketOptions? options = null)
    {
        options ??= new NetlinkSocketOptions();
        return new NftConnection(NetlinkSocket.Open(NetlinkProtocol.Netfilter, inNamespace, options), options);
    }

    /// <summary>Begins a transaction: changes that are put into force together, or not at all. The connection can do nothing else until it is committed or disposed.</summary>
    /// <param name="generation">
    /// The generation of the ruleset that the caller has seen (<see cref="GetGeneration"/>, <see cref="NftRuleset.Generation"/>): when anybody has changed anything since, the transaction
    /// fails with <see cref="Errno.ERESTART"/>. Null to commit whatever the state.
    /// </param>
    /// <returns>The transaction, to be disposed by the caller: <c>using var transaction = connection.BeginTransaction()</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The generation is 0, which none is.</exception>
    public NftTransaction BeginTransaction(uint? generation = null) => new(_socket, generation);

    /// <summary>The number of the ruleset as it is now; each transaction that changes anything makes it another.</summary>
    /// <returns>The number, never 0.</returns>
    public uint GetGeneration()
    {
        using var request = Begin(NFT_MSG.GETGEN, default, "list generation");
        return _socket.Query(request, GenerationParser)?.Id ?? throw new NetlinkProtocolException("nf_tables did not tell its generation");
    }

    /// <summary>Closes the connection. Tables that it owns go.</summary>
    public void Dispose() => _socket.Dispose();

    /// <summary>
    /// Waits until the transaction that led to a generation is done with. The kernel numbers a generation before it takes out what the generation no longer holds; a list that is made
    /// meanwhile is of that generation by its number, and lacks what has moved up into the gaps.
    /// </summary>
    /// <param name="generation">The generation, or an earlier one.</param>
    private void AwaitTransaction(uint generation)
    {
        // A transaction waits for the one before it; this one, for a generation that is over, is then refused.
        using var request = _socket.Begin((ushort)NFNL_MSG_BATCH.BEGIN, MessageFlags.None, "list generation");
        NetfilterMessage.WriteHeader(request, family: 0, (ushort)NFNL_SUBSYS.NFTABLES);
        request.WriteUInt32BigEndian(NFNL_BATCH.GENID, generation == 1 ? uint.MaxValue : generation - 1);
        request.Next((ushort)NFNL_MSG_BATCH.END, MessageFlags.None, "list generation");
        NetfilterMessage.WriteHeader(request, family: 0, (ushort)NFNL_SUBSYS.NFTABLES);
        _ = _socket.TryExecuteBatch(request, Errno.ERESTART);
    }

    private MessageBuilder Begin(NFT_MSG message, NftFamily family, NetlinkOperation operation)
    {
        var request = _socket.Begin(NetfilterMessage.Type(NFNL_SUBSYS.NFTABLES, (byte)message), MessageFlags.None, operation);
        NetfilterMessage.WriteHeader(request, (byte)family);
        return request;
    }

    private static readonly MessageParser<NftGeneration> GenerationParser = NftGeneration.Decode;
}
