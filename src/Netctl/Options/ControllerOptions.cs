using NetController.Firewall;

namespace NetController.Netctl.Options;

/// <summary>What the command line says about the controller itself.</summary>
internal static class ControllerOptions
{
    /// <summary>The controller's options with the folders and the firewall of the command line.</summary>
    public static NetworkControllerOptions Of(GlobalOptions global) => new()
    {
        StateDirectory = global.StateDirectory,
        RunDirectory = global.RunDirectory,
        Firewall = global.Firewall ?? FirewallBackend.Auto,
    };
}
