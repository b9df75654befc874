using NetController.Firewall.Backends;

namespace NetController.Firewall;

/// <summary>Makes the firewall that a controller uses.</summary>
public static class FirewallBackends
{
    /// <summary>Makes a backend. Nothing is looked at or changed in the kernel yet.</summary>
    /// <param name="backend">Which; <see cref="FirewallBackend.Auto"/> takes iptables where its program is installed.</param>
    /// <param name="context">The instance it serves, its log, and the namespace it works in.</param>
    /// <exception cref="ResourceUnavailableException">The backend's program is not installed, or this version has no such backend; the error says what to install or choose.</exception>
    public static IFirewall Create(FirewallBackend backend, FirewallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return backend switch
        {
            FirewallBackend.Auto or FirewallBackend.Iptables => Iptables(context),
            FirewallBackend.None => new NoFirewall(),
            FirewallBackend.Nftables => throw new ResourceUnavailableException(
                "this version applies firewall rules through iptables only", "choose iptables (--firewall iptables) or no firewall rules (--firewall none)"),
            _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "There is no such firewall backend."),
        };
    }

    private static IptablesFirewall Iptables(FirewallContext context) => IptablesPrograms.Find(Environment.GetEnvironmentVariable("PATH")) is { } programs
        ? new IptablesFirewall(context, programs, new ProcessLauncher())
        : throw IptablesError.Missing("iptables-restore");
}
