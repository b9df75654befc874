using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>A tracer on real sockets: requests, dumps, transactions and subscriptions.</summary>
public sealed class TracerTests : KernelTest
{
    [Test]
    public async Task Everything_that_passes_is_written()
    {
        using var writer = new StringWriter();
        var tracer = new NetlinkTextTracer(writer);
        using var route = RouteConnection.Open(Host.Namespace, new NetlinkSocketOptions { Tracer = tracer });
        using var nft = NftConnection.Open(Host.Namespace, new NetlinkSocketOptions { Tracer = tracer });
        using var watcher = RouteWatcher.Open(RouteGroups.Links, Host.Namespace, new WatchOptions { Tracer = tracer });

        Assert.That(Text(() => route.FindLink("lo")), Does.Contain("# sent on NETLINK_ROUTE").And.Contain("RTM_GETLINK").And.Contain("# received on NETLINK_ROUTE").And.Contain("IFLA_MTU"));
        Assert.That(Text(() => route.FindLink("absent")), Does.Contain("error -19 ENODEV"));
        Assert.That(Text(() => route.ListAddresses()), Does.Contain("NLM_F_DUMP").And.Contain("127.0.0.1").And.Contain("NLMSG_DONE"));
        Assert.That(Text(() =>
        {
            using var transaction = nft.BeginTransaction();
            transaction.AddTable(new NftTable(NftFamily.Inet, "traced"));
            transaction.Commit();
        }), Does.Contain("NFNL_MSG_BATCH_BEGIN").And.Contain("NFT_MSG_NEWTABLE").And.Contain("\"traced\"").And.Contain("NFNL_MSG_BATCH_END").And.Contain("error 0"));

        writer.GetStringBuilder().Clear();
        Host.Run("ip link set lo mtu 65000");
        await foreach (var _ in watcher.ReadAllAsync())
        {
            break;
        }

        Assert.That(writer.ToString(), Does.StartWith("# received on NETLINK_ROUTE").And.Contain("RTM_NEWLINK").And.Contain("\"lo\""));

        string Text(Action act)
        {
            writer.GetStringBuilder().Clear();
            act();
            return writer.ToString();
        }
    }
}
