using System.Collections.Immutable;
using NetController.Firewall.Iptables;

namespace NetController.Firewall.Backends;

/// <summary>Removes what the iptables backend has left when another one takes its place: our chains, jumps and rules. The chain <c>NETCTL-USER</c> stays where it holds rules.</summary>
internal sealed class IptablesLeftovers
{
    private readonly ImmutableArray<IptablesFamily> _families;

    /// <summary>Nothing is looked at yet.</summary>
    public IptablesLeftovers(FirewallContext context, IptablesPrograms programs, IProcessLauncher launcher) =>
        _families = IptablesFamily.Both(context, programs, launcher, context.LoggerFactory.CreateLogger("NetController.Firewall"));

    /// <summary>Looks, and removes what there is.</summary>
    /// <returns>The rules removed, as iptables commands; empty where there was nothing.</returns>
    public async ValueTask<ImmutableArray<string>> RemoveAsync(CancellationToken cancellationToken)
    {
        var removals = _families.Select(family => family.BringToAsync(new IptablesRuleset(family.Family, []), cancellationToken).AsTask());
        return [.. (await Task.WhenAll(removals).ConfigureAwait(false)).SelectMany(static commands => commands)];
    }
}
