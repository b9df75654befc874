using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NetController.Netlink;
using NetController.TestSupport;

namespace NetController.Drivers.Bridge.Kernel.Tests;

/// <summary>A bridge driver with endpoints of sandboxes that the test makes, and whose interiors it sets up as a controller would.</summary>
public abstract class EndpointKernelTest : BridgeKernelTest
{
    private protected static EndpointId EndpointOf(int number) => EndpointId.Parse($"{number:x11}" + new string('0', 53));

    private protected static string Near(int number) => $"ncv{number:x11}";

    private protected static string Tag(int number) => OwnerTag.OfEndpoint(Instance, EndpointOf(number)).ToString();

    /// <summary>Endpoint number <paramref name="number"/> with the host part <c>100 + number</c> in each subnet of its network.</summary>
    private protected static EndpointPlan Endpoint(int number, NetworkPlan network, TestNamespace sandbox, string name = "eth0") =>
        new(EndpointOf(number), $"endpoint{number}", network, sandbox.Path, name, MacAddress.Parse($"02:00:00:00:00:{number:x2}"))
        {
            Addresses = network.Pools.Items.Select(pool => new InterfaceAddress(AddressIn(pool.Subnet, 100 + number), pool.Subnet.Length)).ToEquatableArray(),
        };

    private protected async Task<IDriverEndpoint> Open(EndpointPlan plan) => (await Open(plan.Network)).OpenEndpoint(plan);

    private protected async Task<ImmutableArray<string>> Ensure(EndpointPlan plan, IStepObserver? observer = null)
    {
        var endpoint = await Open(plan);
        return await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance, observer), endpoint.EnsureAsync, default);
    }

    private protected async Task<ImmutableArray<Drift>> Check(EndpointPlan plan) => await (await Open(plan)).CheckAsync(default);

    private protected async Task Delete(EndpointPlan plan)
    {
        var teardown = new Teardown("detach", new OperationContext(NullLogger.Instance));
        await (await Open(plan)).DeleteAsync(teardown);
        teardown.ThrowIfFailed("");
    }

    private protected async Task Delete(params EndpointPlan[] plans)
    {
        var teardown = new Teardown("detach", new OperationContext(NullLogger.Instance));
        var endpoints = ImmutableArray.CreateBuilder<IDriverEndpoint>();
        foreach (var plan in plans)
        {
            endpoints.Add(await Open(plan));
        }

        await Driver.DeleteEndpointsAsync(endpoints.ToImmutable(), teardown);
        teardown.ThrowIfFailed("");
    }

    /// <summary>What a controller does inside.</summary>
    private protected static void SetUp(EndpointPlan plan, TestNamespace sandbox)
    {
        var link = sandbox.Route.FindLink(plan.InterfaceName)!.Index;
        foreach (var address in plan.Addresses)
        {
            sandbox.Route.AddAddress(link, address.Address, address.PrefixLength, new AddressOptions { NoDad = address.Family == IPFamily.IPv6 });
        }

        sandbox.Route.UpdateLink(link, new LinkUpdate { IsUp = true });
    }

    private protected static bool Reaches(TestNamespace sandbox, IPAddress address) => sandbox.TryRun($"ping -n -c1 -W1 {address}").ExitCode == 0;

    private protected static IPAddress AddressOf(EndpointPlan plan, IPFamily family) => plan.Address(family)!.Value.Address;

    private static IPAddress AddressIn(IPPrefix subnet, int number)
    {
        var bytes = subnet.Address.GetAddressBytes();
        bytes[^1] = (byte)number;
        return new IPAddress(bytes);
    }
}
