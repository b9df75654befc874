using NetController.Firewall;

namespace NetController.Netctl.Options;

/// <summary>What the command line says about the controller itself.</summary>
internal static class ControllerOptions
{
    /// <summary>
    /// The controller's options for a start: the folders and the firewall of the command line. The tool has no container runtime to ask which
    /// sandboxes are alive, and does not cut off those that are there.
    /// </summary>
    public static NetworkControllerOptions Of(GlobalOptions global) => new()
    {
        StateDirectory = global.StateDirectory,
        RunDirectory = global.RunDirectory,
        Firewall = global.Firewall ?? FirewallBackend.Auto,
        KeepPresentSandboxes = true,
    };

    /// <summary>The controller's options for a state that was started before: what that start was told, by whomever, unless the command line says otherwise.</summary>
    /// <exception cref="ResourceUnavailableException">What it was told cannot be read, or cannot be done by the tool.</exception>
    public static NetworkControllerOptions OfLastStart(GlobalOptions global) => LastStart.Apply(Of(global), global.Firewall);
}
