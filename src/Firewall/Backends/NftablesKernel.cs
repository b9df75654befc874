using Microsoft.Extensions.Logging;
using NetController.Firewall.NfTables;
using NetController.Netlink;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.Backends;

/// <summary>Our table in the kernel: reads it and commits edits of it, over one connection that is opened when it is first needed.</summary>
/// <remarks>Not safe to use from several threads at once.</remarks>
internal sealed class NftablesKernel(string? namespacePath, ILogger logger, NetlinkSocketOptions? options = null) : IDisposable
{
    private NftConnection? _connection;

    /// <summary>The table, and the generation at which it was read.</summary>
    public (NftTableContent? Table, uint Generation) Read()
    {
        var ruleset = Connection().ReadRuleset(TableNames.Table);
        return (ruleset.Find(TableNames.Table), ruleset.Generation);
    }

    /// <summary>Puts edits in force, all or none.</summary>
    /// <param name="edits">The edits.</param>
    /// <param name="generation">The state that they are edits of, where that matters.</param>
    public void Commit(IReadOnlyList<TableEdit> edits, uint? generation)
    {
        using (var transaction = Connection().BeginTransaction(generation))
        {
            // By index: an enumerator behind the interface would be one more object.
            for (var i = 0; i < edits.Count; i++)
            {
                edits[i].WriteTo(transaction);
            }

            transaction.Commit();
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
