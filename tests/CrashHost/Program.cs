// A host process for the crash tests: runs one operation and kills itself with SIGKILL just before the given step, so that nothing of
// .NET or of the controller gets a chance to tidy up. Prints the operation's result when it survives.
//
//   NetController.CrashHost STATE-DIRECTORY STEP [--firewall BACKEND] [--faults LIBRARY] OPERATION
//
//   init | create NAME | delete NAME | sandbox create NAME | sandbox delete NAME | connect NETWORK SANDBOX | disconnect NETWORK SANDBOX
//
// With --faults a step is a system call that changes something, or a commit; without, what an observer of the controller is told of.
using System.Globalization;
using NetController;
using NetController.CrashHost;
using NetController.Drivers.Bridge;
using NetController.Firewall;

var (backend, words) = Option(args[2..], "--firewall");
var (library, operation) = Option(words, "--faults");
var killer = new Killer(int.Parse(args[1], CultureInfo.InvariantCulture), library is null ? null : FaultLine.Install(library));
var builder = new NetworkControllerBuilder(new NetworkControllerOptions
{
    StateDirectory = Path.Combine(args[0], "state"),
    RunDirectory = Path.Combine(args[0], "run"),
    Firewall = backend is null ? FirewallBackend.Auto : Enum.Parse<FirewallBackend>(backend, ignoreCase: true),
}).UseStepObserver(killer);

if (operation is ["init"])
{
    killer.Arm();
    await using var started = await builder.InitializeAsync();
    Console.WriteLine(string.Join(' ', started.Networks.Select(static network => network.Name)));
    return 0;
}

await using var controller = await builder.OpenAsync();
killer.Arm();
switch (operation)
{
    case ["create", var name]:
        Console.WriteLine((await controller.CreateNetworkAsync(new NetworkSpec(name, new BridgeNetworkOptions()) { EnableIPv6 = true })).Id);
        return 0;
    case ["delete", var name]:
        await controller.DeleteNetworkAsync(controller.GetNetwork(name));
        return 0;
    case ["sandbox", "create", var name]:
        Console.WriteLine((await controller.CreateSandboxAsync(new SandboxSpec(name))).Id);
        return 0;
    case ["sandbox", "delete", var name]:
        await controller.DeleteSandboxAsync(controller.GetSandbox(name));
        return 0;
    case ["connect", var network, var sandbox]:
        var spec = new EndpointSpec { Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("5353:53/udp")] };
        Console.WriteLine((await controller.ConnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox), spec)).Id);
        return 0;
    case ["disconnect", var network, var sandbox]:
        await controller.DisconnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox));
        return 0;
    default:
        await Console.Error.WriteLineAsync($"unknown operation: {string.Join(' ', operation)}");
        return 2;
}

static (string? Value, string[] Others) Option(string[] words, string name) => words is [var first, var value, .. var others] && first == name ? (value, others) : (null, words);
