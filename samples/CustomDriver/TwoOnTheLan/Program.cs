// A host that adds a driver of its own: two sandboxes on the LAN behind a link, seen by their own MAC addresses.
using System.Net;
using System.Runtime.Versioning;
using Macvlan;
using NetController;

[assembly: SupportedOSPlatform("linux")]

var (state, parent) = (args[0], args[1]);
await using var controller = await new NetworkControllerBuilder(new NetworkControllerOptions { StateDirectory = state, RunDirectory = Path.Combine(state, "run") })
    .AddDriver(context => new MacvlanDriver(context))
    .InitializeAsync();

var lan = await controller.CreateNetworkAsync(new NetworkSpec("lan", new MacvlanOptions { Parent = parent })
{
    Subnets = [new SubnetRequest(IPPrefix.Parse("192.0.2.0/24")) { Gateway = IPAddress.Parse("192.0.2.1") }],
});
foreach (var name in new[] { "one", "two" })
{
    var sandbox = await controller.CreateSandboxAsync(new SandboxSpec(name));
    var endpoint = await controller.ConnectAsync(lan, sandbox);
    Console.WriteLine($"{name} {sandbox.NamespacePath} {endpoint.Addresses[0]} {endpoint.Record.MacAddress}");
}

// Until the caller closes the input, which is when it has seen enough.
await Console.In.ReadLineAsync();
var drift = await controller.CheckAsync();
Console.WriteLine(drift.IsEmpty ? "as it should be" : string.Join('\n', drift));
foreach (var sandbox in controller.Sandboxes)
{
    await controller.DeleteSandboxAsync(sandbox);
}

await controller.DeleteNetworkAsync(lan);
