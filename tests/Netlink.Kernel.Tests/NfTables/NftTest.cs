using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>The base of tests of nf_tables: a connection to the host's, and what <c>nft</c> says of it.</summary>
public abstract class NftTest : KernelTest
{
    protected static readonly NftTableName Table = new(NftFamily.Inet, "t");

    private NftConnection? _nft;

    protected NftConnection Nft => _nft ?? throw new InvalidOperationException("There is no connection outside a test.");

    [SetUp]
    public void Connect() => _nft = NftConnection.Open(Host.Namespace);

    [TearDown]
    public void Disconnect() => _nft?.Dispose();

    protected void Commit(Action<NftTransaction> change) => Commit(Nft, change);

    protected static void Commit(NftConnection connection, Action<NftTransaction> change)
    {
        using var transaction = connection.BeginTransaction();
        change(transaction);
        transaction.Commit();
    }

    /// <summary>Makes the table and whatever stands in it.</summary>
    protected void Make(params NftSet[] sets) => Commit(transaction =>
    {
        transaction.AddTable(new NftTable(Table.Family, Table.Name));
        foreach (var set in sets)
        {
            transaction.AddSet(set);
        }
    });

    /// <summary>What nft lists, without the kernel's numbers.</summary>
    protected static string Json(TestNamespace where, string what = "ruleset")
    {
        var json = JsonNode.Parse(where.Run($"nft -j list {what}"))!;
        Strip(json);
        return json.ToJsonString(Indented);
    }

    protected static NftValue Address(string address) => NftValue.FromAddress(IPAddress.Parse(address));

    protected static NftValue Both(string address, int port) => NftValue.Concatenate(Address(address), NftValue.FromPort(port));

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static void Strip(JsonNode node)
    {
        if (node is JsonObject fields)
        {
            fields.Remove("handle");
            foreach (var (_, value) in fields)
            {
                if (value is not null)
                {
                    Strip(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                if (item is not null)
                {
                    Strip(item);
                }
            }
        }
    }
}
