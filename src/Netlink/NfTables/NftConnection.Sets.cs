using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <content>Sets and maps; <c>nft list sets</c> and <c>nft list maps</c>.</content>
public sealed partial class NftConnection
{
    private static readonly MessageParser<NftSet> SetParser = NftSetCodec.Decode;

    /// <summary>Lists sets and maps without their elements, anonymous ones too; <c>nft list sets</c> and <c>nft list maps</c>.</summary>
    /// <param name="table">Of which table, or null for all; none where there is no such table.</param>
    /// <returns>The sets in the kernel's order.</returns>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftSet> ListSets(NftTableName? table = null)
    {
        NftTableCheck.Name(table, nameof(table));
        using var request = Begin(NFT_MSG.GETSET, table?.Family ?? default, "list sets");
        if (table is { } only)
        {
            request.WriteString(NFTA_SET.TABLE, only.Name);
        }

        return _socket.Dump(request, SetParser, Errno.ENOENT);
    }

    /// <summary>Looks a set or map up by its name.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The set without its elements, or null when there is none, or no such table (<see cref="Errno.ENOENT"/>, and for no other reason).</returns>
    /// <exception cref="ArgumentException">No table or set can have this name.</exception>
    public NftSet? FindSet(NftTableName table, string name)
    {
        NftTableCheck.Name(table, nameof(table));
        NftName.Check(name, nameof(name));
        using var request = Begin(NFT_MSG.GETSET, table.Family, new("list set", new NftReference(table, name)));
        request.WriteString(NFTA_SET.TABLE, table.Name);
        request.WriteString(NFTA_SET.NAME, name);
        return _socket.Query(request, SetParser, Errno.ENOENT);
    }

    /// <summary>Lists the elements of a set or map; <c>nft list set</c>. Pairs of first keys and ends, as the kernel keeps ranges, are joined.</summary>
    /// <param name="set">The set as it was listed, or as it was made: its table, name, type of keys and whether it has intervals count.</param>
    /// <returns>The elements: ranges by their keys, others in the kernel's order.</returns>
    /// <exception cref="NetlinkException"><see cref="Errno.ENOENT"/>: there is no such set.</exception>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing meanwhile.</exception>
    public ImmutableArray<NftElement> ListElements(NftSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        for (var attempt = 1; attempt <= _attempts; attempt++)
        {
            // The kernel marks interrupted lists of everything but elements; their messages only tell the generation they are of.
            var generation = GetGeneration();
            AwaitTransaction(generation);
            if (TryListElements(set, generation) is { } elements && GetGeneration() == generation)
            {
                return elements;
            }
        }

        throw new DumpInterruptedException($"list set {set.Table} {set.Name}", _attempts);
    }

    /// <summary>Lists the elements of a set, or nothing where they were in motion: of another generation, or moved within the set by the kernel.</summary>
    private ImmutableArray<NftElement>? TryListElements(NftSet set, uint generation)
    {
        using var request = Begin(NFT_MSG.GETSETELEM, set.Table.Family, new("list set", set));
        NftElementCodec.WriteSet(request, set, id: null);
        var sink = new NftElementSink(set);
        try
        {
            _socket.DumpInto(request, Errno.None, ref sink);
            return sink.IsOf(generation) ? sink.ToImmutableArray() : null;
        }
        finally
        {
            sink.Dispose();
        }
    }
}
