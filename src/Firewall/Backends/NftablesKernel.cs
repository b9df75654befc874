using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using NetController.Firewall.NfTables;
using NetController.Netlink;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.Backends;

/// <summary>Our table in the kernel: reads it and commits edits of it, over one connection that is opened when it is first needed.</summary>
/// <remarks>Not safe to use from several threads at once.</remarks>
internal sealed class NftablesKernel(string? namespacePath, ILogger logger, NetlinkSocketOptions? options = null) : IDisposable
{
    // Well below the usual net.core.wmem_max of 208 KiB, at less than 100 bytes an element.
    private const int PartLength = 1000;

    private NftConnection? _connection;

    /// <summary>The table, and the generation at which it was read.</summary>
    public (NftTableContent? Table, uint Generation) Read()
    {
        var ruleset = Connection().ReadRuleset(TableNames.Table);
        return (ruleset.Find(TableNames.Table), ruleset.Generation);
    }

    /// <summary>
    /// Puts edits in force, all or none. Only where they are longer than the socket may send they go in parts, of which a refused one leaves those before it in
    /// force: that takes a user namespace without privileges over the machine, and thousands of edits.
    /// </summary>
    /// <param name="edits">The edits.</param>
    /// <param name="generation">The state that they are edits of, where that matters.</param>
    public void Commit(List<TableEdit> edits, uint? generation)
    {
        try
        {
            CommitAll(CollectionsMarshal.AsSpan(edits), generation);
        }
        catch (NetlinkException tooLong) when (tooLong.Errno is Errno.EMSGSIZE && edits.Count > PartLength)
        {
            FirewallLog.Retrying(logger, "nf_tables", tooLong.Message);
            for (var start = 0; start < edits.Count; start += PartLength)
            {
                CommitAll(CollectionsMarshal.AsSpan(edits)[start..Math.Min(start + PartLength, edits.Count)], generation: null);
            }
        }

        FirewallLog.Applied(logger, "nf_tables", edits.Count);
    }

    /// <summary>Closes the connection; the next request opens another. For a connection that has told nonsense.</summary>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void CommitAll(ReadOnlySpan<TableEdit> edits, uint? generation)
    {
        using var transaction = Connection().BeginTransaction(generation);
        foreach (var edit in edits)
        {
            edit.WriteTo(transaction);
        }

        transaction.Commit();
    }

    private NftConnection Connection()
    {
        if (_connection is { } open)
        {
            return open;
        }

        if (namespacePath is null)
        {
            return _connection = NftConnection.Open(options: options);
        }

        using var host = NetworkNamespace.Open(namespacePath);
        return _connection = NftConnection.Open(host, options);
    }
}
