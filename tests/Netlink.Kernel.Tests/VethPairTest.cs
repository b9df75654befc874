using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>A test in a namespace that has a pair of veths, <c>a</c> and <c>b</c>, both up, and addresses of both families on the first.</summary>
public abstract class VethPairTest : KernelTest
{
    /// <summary>The link <c>a</c>, which has 10.1.0.1/24 and fd00:1::1/64.</summary>
    protected LinkIndex Veth { get; private set; }

    [SetUp]
    public void MakeVeths()
    {
        Veth = Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true }).Index;
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { IsUp = true });
        Host.Route.AddAddress(Veth, IPAddress.Parse("10.1.0.1"), 24);
        Host.Route.AddAddress(Veth, IPAddress.Parse("fd00:1::1"), 64, new AddressOptions { NoDad = true });
    }
}
