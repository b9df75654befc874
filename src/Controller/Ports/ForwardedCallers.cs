using System.Net;

namespace NetController.Ports;

/// <summary>
/// Whom the forwarder serves. What it takes in is never forwarded by the kernel, so that the rules which keep an internal network to itself do not
/// see it: the forwarder keeps to them by itself.
/// </summary>
internal sealed class ForwardedCallers(ControllerServices services)
{
    /// <summary>Whether a caller is in an internal network.</summary>
    /// <param name="caller">Its address, with its link where that is part of it.</param>
    /// <param name="link">The link of the host that it came in by; 0 where that is not known.</param>
    public bool AreEnclosed(IPAddress caller, int link = 0)
    {
        string? name = null;
        var index = link == 0 && caller.IsIPv6LinkLocal ? (int)caller.ScopeId : link;
        foreach (var network in services.Registry.Networks.Values)
        {
            if (network.Handle?.Policy is not { Internal: true } policy)
            {
                continue;
            }

            name ??= index == 0 ? "" : services.PortSockets.FindLinkName(index) ?? "";
            if (policy.Link == name || policy.Family(caller.Family())?.Subnet.Contains(caller) is true)
            {
                return true;
            }
        }

        return false;
    }
}
