using Microsoft.Extensions.Logging.Abstractions;
using NetController.Drivers.Host;
using NetController.Drivers.Null;

namespace NetController.Drivers.Bridge.Tests;

public sealed class NullAndHostDriverTests
{
    private static readonly DriverContext Context = new(Sample.Instance, null!) { LoggerFactory = NullLoggerFactory.Instance };

    private static readonly object[] Drivers =
    [
        new object[] { NullDriver.Create(Context), new NullNetworkOptions(), "null" },
        new object[] { HostDriver.Create(Context), new HostNetworkOptions(), "host" },
    ];

    [TestCaseSource(nameof(Drivers))]
    public void One_network_without_subnets_is_all_it_makes(INetworkDriver driver, NetworkOptions options, string name)
    {
        Assert.That(driver.Kind.Name, Is.EqualTo(name));
        Assert.That(driver.Validate(Sample.Network, new NetworkSpec("one", options)), Is.EqualTo(new NetworkRequirements { SingleInstance = true }));
    }

    [TestCaseSource(nameof(Drivers))]
    public void What_makes_no_sense_is_refused_together(INetworkDriver driver, NetworkOptions options, string name)
    {
        var spec = new NetworkSpec("one", options) { EnableIPv6 = true, Internal = true, Subnets = [new SubnetRequest(IPFamily.IPv4)] };

        Assert.That(Assert.Throws<InvalidRequestException>(() => driver.Validate(Sample.Network, spec), name)!.Problems, Has.Length.EqualTo(3));
    }

    [TestCaseSource(nameof(Drivers))]
    public async Task Nothing_is_in_the_kernel(INetworkDriver driver, NetworkOptions options, string name)
    {
        var network = await driver.OpenNetworkAsync(new NetworkPlan(Sample.Network, name, Sample.Instance, options), default);

        Assert.That(network.LinkName, Is.Null);
        Assert.That(network.Policy, Is.Null);
        Assert.That(await network.CheckAsync(default), Is.Empty);
        Assert.That(await UndoLog.RunAsync("ensure", new OperationContext(NullLogger.Instance), network.EnsureAsync, default), Is.Empty);
    }

    [TestCaseSource(nameof(Drivers))]
    public async Task An_endpoint_has_nothing_in_the_kernel_either(INetworkDriver driver, NetworkOptions options, string name)
    {
        var plan = new NetworkPlan(Sample.Network, name, Sample.Instance, options);
        var network = await driver.OpenNetworkAsync(plan, default);

        var endpoint = network.OpenEndpoint(EndpointSample.Plan(plan));

        var teardown = new Teardown("detach", new OperationContext(NullLogger.Instance));
        await endpoint.DeleteAsync(teardown);
        Assert.That((endpoint.HostLinkName, endpoint.Interface, endpoint.Policy), Is.EqualTo(((string?)null, (EndpointInterface?)null, (Firewall.EndpointPolicy?)null)));
        Assert.That(await UndoLog.RunAsync("attach", new OperationContext(NullLogger.Instance), endpoint.EnsureAsync, default), Is.Empty);
        Assert.That(await endpoint.CheckAsync(default), Is.Empty);
        Assert.That(teardown.Failures, Is.Empty);
    }

    [TestCaseSource(nameof(Drivers))]
    public void Options_are_refused_by_name(INetworkDriver driver, NetworkOptions options, string name)
    {
        var error = Assert.Throws<InvalidRequestException>(() => driver.Kind.ReadOptions(new Dictionary<string, string> { ["colour"] = "blue" }));

        Assert.That(error!.Message, Is.EqualTo($"network of driver '{name}' is not valid: 'colour' is unknown: the driver takes no options; leave the options out"));
        Assert.That(driver.Kind.ReadOptions(driver.Kind.WriteOptions(options)), Is.EqualTo(options));
    }
}
