// A host process for the crash tests: runs one operation and kills itself with SIGKILL just before the given step, so that nothing of
// .NET or of the controller gets a chance to tidy up. Prints the operation's result when it survives.
//
//   NetController.CrashHost STATE-DIRECTORY STEP init|create NAME|delete NAME
using System.Globalization;
using NetController;
using NetController.CrashHost;
using NetController.Drivers.Bridge;

var options = new NetworkControllerOptions { StateDirectory = args[0], RunDirectory = Path.Combine(args[0], "run") };
var killer = new KillAtStep(int.Parse(args[1], CultureInfo.InvariantCulture));
var builder = new NetworkControllerBuilder(options).UseStepObserver(killer);

switch (args[2..])
{
    case ["init"]:
        killer.Arm();
        await using (var controller = await builder.InitializeAsync())
        {
            Console.WriteLine(string.Join(' ', controller.Networks.Select(static network => network.Name)));
        }

        return 0;
    case ["create", var name]:
        await using (var controller = await builder.OpenAsync())
        {
            killer.Arm();
            var network = await controller.CreateNetworkAsync(new NetworkSpec(name, new BridgeNetworkOptions()) { EnableIPv6 = true });
            Console.WriteLine(network.Id);
        }

        return 0;
    case ["delete", var name]:
        await using (var controller = await builder.OpenAsync())
        {
            killer.Arm();
            await controller.DeleteNetworkAsync(controller.GetNetwork(name));
            Console.WriteLine(name);
        }

        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: NetController.CrashHost STATE-DIRECTORY STEP init|create NAME|delete NAME");
        return 2;
}
