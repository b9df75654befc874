using NetController.Firewall;
using NetController.Netctl.State;

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

    /// <summary>The controller's options for a state that was initialised: what <c>init</c> was told, unless the command line says otherwise.</summary>
    public static NetworkControllerOptions Of(GlobalOptions global, InitSettings settings) => Of(global) with
    {
        Firewall = global.Firewall ?? settings.Firewall,
        AddressPools = settings.AddressPools.Items,
        DefaultHostBinding = settings.HostBinding,
    };
}
