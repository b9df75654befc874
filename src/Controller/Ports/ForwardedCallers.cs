using System.Net;
using NetController.Networks;

namespace NetController.Ports;

/// <summary>
/// Whom the forwarder serves. What it takes in is never forwarded by the kernel, so that the rules which keep an internal network to itself do not
/// see it: the forwarder keeps to them by itself.
/// </summary>
/// <param name="registry">The networks.</param>
/// <param name="findLinkName">Gives the name of a link of the host; null where there is none of that index.</param>
internal sealed class ForwardedCallers(NetworkRegistry registry, Func<int, string?> findLinkName)
{
    /// <summary>Whether a caller is in an internal network.</summary>
    /// <param name="caller">Its address, with its link where that is part of it.</param>
    /// <param name="link">The link of the host that it came in by; 0 where that is not known.</param>
    public bool AreEnclosed(IPAddress caller, int link = 0)
    {
        string? name = null;
        var index = link == 0 && caller.IsIPv6LinkLocal ? (int)caller.ScopeId : link;
        foreach (var network in registry.Networks.Values)
        {
            if (network.Handle?.Policy is not { Internal: true } policy)
            {
                continue;
            }

            name ??= index == 0 ? "" : findLinkName(index) ?? "";
            if (policy.Link == name || policy.Family(caller.Family())?.Subnet.Contains(caller) is true)
            {
                return true;
            }
        }

        return false;
    }
}
