using NetController.Firewall.Backends;

namespace NetController.Firewall;

/// <summary>Makes the firewall that a controller uses.</summary>
public static class FirewallBackends
{
    /// <summary>Makes a backend. Nothing is looked at or changed in the kernel yet.</summary>
    /// <param name="backend">Which; <see cref="FirewallBackend.Auto"/> takes iptables where its program is installed, and nf_tables otherwise.</param>
    /// <param name="context">The instance it serves, its log, and the namespace it works in.</param>
    /// <exception cref="ResourceUnavailableException">The backend's program is not installed; the error says what to install or choose.</exception>
    public static IFirewall Create(FirewallBackend backend, FirewallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return backend switch
        {
            FirewallBackend.Auto => FindPrograms() is { } programs ? Iptables(context, programs) : Nftables(context, programs: null),
            FirewallBackend.Iptables => Iptables(context, FindPrograms() ?? throw IptablesError.Missing("iptables-restore")),
            FirewallBackend.Nftables => Nftables(context, FindPrograms()),
            FirewallBackend.None => new NoFirewall(),
            _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "There is no such firewall backend."),
        };
    }

    // Each backend takes away what the other has left, so that a change of backend between two starts leaves one set of rules.
    private static IptablesFirewall Iptables(FirewallContext context, IptablesPrograms programs) =>
        new(context, programs, new ProcessLauncher(), () => NftablesLeftovers.Remove(context));

    private static NftablesFirewall Nftables(FirewallContext context, IptablesPrograms? programs) =>
        new(context, programs is null ? null : new IptablesLeftovers(context, programs, new ProcessLauncher()));

    private static IptablesPrograms? FindPrograms() => IptablesPrograms.Find(Environment.GetEnvironmentVariable("PATH"));
}
