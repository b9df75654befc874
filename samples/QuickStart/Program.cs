// Initialises a controller and lists its networks: what a daemon does when it starts.
using System.Runtime.Versioning;
using NetController;

[assembly: SupportedOSPlatform("linux")]

var options = new NetworkControllerOptions { StateDirectory = args.Length > 0 ? args[0] : "/var/lib/netctl" };

await using var controller = await NetworkController.InitializeAsync(options);

foreach (var network in controller.Networks)
{
    Console.WriteLine($"{network.Id.Short}  {network.Name,-10} {network.Record.Driver,-8} {string.Join(' ', network.Record.Pools.Select(pool => pool.Subnet))}");
}
