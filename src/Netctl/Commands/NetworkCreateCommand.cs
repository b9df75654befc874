using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Commands;

/// <summary><c>network create</c>: makes a network and prints its id.</summary>
internal static class NetworkCreateCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new NetworkCreateOptions();
        var command = new Command("create", "Create a network and print its id.");
        options.AddTo(command);
        return command.RunsOpen(console, async (context, controller, cancellationToken) =>
        {
            var spec = ReadSpec(options.Read(context.Parsed), controller);
            var network = await controller.CreateNetworkAsync(spec, cancellationToken).ConfigureAwait(false);
            if (context.Global.Json)
            {
                context.WriteJson(new CreatedJson(network.Id.ToString(), network.Name), static json => json.CreatedJson);
            }
            else
            {
                context.Console.Output.WriteLine(network.Id);
            }

            return ExitCodes.Ok;
        });
    }

    /// <summary>The spec of a request, its options read by the driver that it names.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such driver.</exception>
    public static NetworkSpec ReadSpec(NetworkCreateRequest request, NetworkController controller)
    {
        var driver = controller.Drivers.FirstOrDefault(kind => kind.Name == request.Driver)
            ?? throw new ObjectNotFoundException(
                "network driver", request.Driver, $"choose one of: {string.Join(", ", controller.Drivers.Select(static kind => kind.Name))}");
        return NetworkSpecFactory.Create(request, driver);
    }
}
