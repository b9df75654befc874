using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>
/// Changes of the ruleset that are put into force together by <see cref="Commit"/>, or not at all; <c>nft -f</c>. No packet ever sees a part of them.
/// </summary>
/// <remarks>
/// <para>
/// Each change is checked, and written into the message to the kernel, when it is called; nothing is sent before <see cref="Commit"/>. Disposing a transaction that was not
/// committed forgets it, and so does the end of the process. The changes are made in the order of the calls, so a table comes before its chains.
/// </para>
/// <para>
/// An error is about the first change that the kernel refused, and names it as nft would:
/// <c>add element inet netctl ports { 10.0.0.1 . 80 : 0x00000001 }: EEXIST (File exists) (attribute NFTA_LIST_ELEM)</c>.
/// </para>
/// <para>"Add" makes what does not exist and is content with what exists, "create" fails with <see cref="Errno.EEXIST"/> then, "delete" fails with
/// <see cref="Errno.ENOENT"/> where there is nothing, "destroy" does not.</para>
/// </remarks>
public sealed partial class NftTransaction : IDisposable
{
    private readonly NetlinkSocket _socket;
    private readonly MessageBuilder _request;
    private bool _isOver;
    private bool _isBroken;

    internal NftTransaction(NetlinkSocket socket, uint? generation)
    {
        if (generation is 0)
        {
            throw new ArgumentOutOfRangeException(nameof(generation), generation, "Generations begin at 1.");
        }

        _socket = socket;
        _request = socket.Begin((ushort)NFNL_MSG_BATCH.BEGIN, MessageFlags.None, Operation(generation));
        NetfilterMessage.WriteHeader(_request, family: 0, (ushort)NFNL_SUBSYS.NFTABLES);
        if (generation is { } seen)
        {
            _request.WriteUInt32BigEndian(NFNL_BATCH.GENID, seen);
        }
    }

    /// <summary>
    /// Puts all changes into force. One without changes does nothing. The connection is then free again, whether the kernel agreed or not.
    /// </summary>
    /// <exception cref="NetlinkException">
    /// The kernel refused; nothing was changed. <see cref="Errno.ERESTART"/>: somebody else changed the ruleset since the generation asked for.
    /// <see cref="Errno.EMSGSIZE"/>: the transaction is larger than the socket may send (<c>net.core.wmem_max</c>, without CAP_NET_ADMIN in the first user namespace).
    /// <see cref="Errno.EPERM"/>: it takes CAP_NET_ADMIN, or a table is owned by another. Others as the kernel explains.
    /// </exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense.</exception>
    /// <exception cref="InvalidOperationException">It was committed or disposed before, or a change in it could not be written.</exception>
    public void Commit()
    {
        ThrowIfOver();
        try
        {
            EndElements();
            if (_request.Count > 1)
            {
                _request.Next((ushort)NFNL_MSG_BATCH.END, MessageFlags.None, "commit");
                NetfilterMessage.WriteHeader(_request, family: 0, (ushort)NFNL_SUBSYS.NFTABLES);
                _socket.ExecuteBatch(_request);
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Gives the connection back. Changes that were not committed are forgotten.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;
            _request.Dispose();
        }
    }

    /// <summary>Begins a change. Until <see cref="Complete"/> the transaction counts as broken, so that one that could not be written whole is never sent.</summary>
    private MessageBuilder Next(NFT_MSG message, MessageFlags flags, NftFamily family, NetlinkOperation operation)
    {
        ThrowIfOver();
        EndElements();
        _isBroken = true;
        _request.Next(NetfilterMessage.Type(NFNL_SUBSYS.NFTABLES, (byte)message), flags, operation);
        NetfilterMessage.WriteHeader(_request, (byte)family);
        return _request;
    }

    private void Complete() => _isBroken = false;

    private void ThrowIfOver()
    {
        if (_isOver || _isBroken)
        {
            throw new InvalidOperationException(_isOver
                ? "This transaction was committed or disposed already: begin another."
                : "A change of this transaction could not be written, so it cannot be committed as a whole: begin another.");
        }
    }

    private static NetlinkOperation Operation(uint? generation) =>
        generation is { } seen ? new NetlinkOperation("commit to generation", seen) : new NetlinkOperation("commit");
}
