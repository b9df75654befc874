using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>Decides what stands in an endpoint's way. Pure.</summary>
internal static class EndpointClaim
{
    /// <summary>True where a link of the near end's name is the endpoint's: a veth with its tag, or with none of anybody's.</summary>
    public static bool IsOurs(LinkView link, OwnerTag own) =>
        link.Kind == LinkKinds.Veth && (!OwnerTag.TryParse(link.Alias, out var tag) || tag == own);

    public static ImmutableArray<BridgeObstacle> Obstacles(BridgeEndpointPlan plan, EndpointView view)
    {
        var obstacles = ImmutableArray.CreateBuilder<BridgeObstacle>();
        if (Sandbox(plan, view.Sandbox) is { } sandbox)
        {
            obstacles.Add(sandbox);
        }

        if (Bridge(plan, view) is { } bridge)
        {
            obstacles.Add(bridge);
        }

        if (view.HostEnd is { Link: var link } && !IsOurs(link, plan.Tag))
        {
            obstacles.Add(Foreign(plan, link));
        }

        return obstacles.ToImmutable();
    }

    private static BridgeObstacle? Sandbox(BridgeEndpointPlan plan, SandboxPresence presence)
    {
        var path = plan.NamespacePath;
        var drift = new Drift($"namespace {path}", "the sandbox's network namespace", presence switch
        {
            SandboxPresence.Missing => null,
            SandboxPresence.Host => "the host's own namespace",
            _ => "no network namespace",
        }, "remove the sandbox and create it again");
        return presence switch
        {
            SandboxPresence.Missing => new BridgeObstacle(drift, new ObjectNotFoundException(
                "network namespace", path, "remove the sandbox and create it again")),
            SandboxPresence.NoNamespace => new BridgeObstacle(drift, new InvalidRequestException(
                $"sandbox at '{path}'", "the file is no network namespace", "give the path of a network namespace, such as /run/netns/blue or /proc/PID/ns/net")),
            SandboxPresence.Host => new BridgeObstacle(drift, new InvalidRequestException(
                $"sandbox at '{path}'", "it is the host's own network namespace", "use the network 'host' for a sandbox that shares the host's network")),
            _ => null,
        };
    }

    private static BridgeObstacle? Bridge(BridgeEndpointPlan plan, EndpointView view)
    {
        if (view.Bridge is not { } bridge)
        {
            return new BridgeObstacle(
                new Drift($"link {plan.Bridge}", "a bridge", null, $"repair network '{plan.NetworkName}'"),
                new ObjectNotFoundException("bridge", plan.Bridge, $"repair network '{plan.NetworkName}', to which it belongs"));
        }

        if (bridge.Kind != LinkKinds.Bridge)
        {
            return BridgeClaim.NoBridge(plan.Bridge, bridge);
        }

        // Ends that exist are left as they are: a bridge of the kernel's own choice follows the smallest of its ports.
        if (view.HostEnd is not null || plan.Mtu is not { } mtu || mtu <= bridge.Mtu)
        {
            return null;
        }

        var fix = $"ip link set dev {plan.Bridge} mtu {mtu}";
        return new BridgeObstacle(
            new Drift($"link {plan.Bridge}", $"mtu {mtu} or more", $"mtu {bridge.Mtu}", fix),
            new InvalidRequestException(
                $"endpoint '{plan.Name}'", $"mtu {mtu} is larger than the {bridge.Mtu} of bridge '{plan.Bridge}'", $"ask for a smaller mtu, or enlarge the bridge's with `{fix}`"));
    }

    private static BridgeObstacle Foreign(BridgeEndpointPlan plan, LinkView link)
    {
        var what = link.Kind == LinkKinds.Veth ? $"a veth with alias {link.Alias}" : link.Kind is { } kind ? $"a link of kind '{kind}'" : "a network card";
        var fix = $"ip link set dev {plan.Link} name OTHER-NAME";
        return new BridgeObstacle(
            new Drift($"link {plan.Link}", $"a veth with alias {plan.Tag}", what, fix),
            new ResourceConflictException(
                $"link '{plan.Link}' of endpoint '{plan.Name}' is {what}", "rename or remove that link, or create the endpoint again under another id"));
    }
}
