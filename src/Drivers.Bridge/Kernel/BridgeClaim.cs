namespace NetController.Drivers.Bridge;

/// <summary>Decides from a link's kind and tag whether a network may have it. Pure.</summary>
internal static class BridgeClaim
{
    /// <summary>How the network holds the link, or what stands in its way.</summary>
    public static (BridgeHold Hold, BridgeObstacle? Obstacle) Of(BridgePlan plan, LinkView? link)
    {
        var userManaged = plan.Custody == BridgeCustody.UserManaged;
        if (link is null)
        {
            return userManaged ? (BridgeHold.UserManaged, Missing(plan)) : (BridgeHold.Missing, null);
        }

        if (link.Kind != LinkKinds.Bridge)
        {
            return (BridgeHold.Adopted, NoBridge(plan.Link, link));
        }

        if (userManaged)
        {
            return (BridgeHold.UserManaged, null);
        }

        // The default bridge's link outlives its network, and the store that knew it: whoever's tag it carries, it is taken over.
        var tagged = OwnerTag.TryParse(link.Alias, out var tag);
        return !tagged ? (plan.Link == plan.GeneratedLink ? BridgeHold.Own : BridgeHold.Adopted, null)
            : tag == plan.Tag || plan.Custody == BridgeCustody.Default ? (BridgeHold.Own, null)
            : (BridgeHold.Adopted, Foreign(plan, link, tag));
    }

    /// <summary>The error of a link that is no bridge.</summary>
    public static BridgeObstacle NoBridge(string name, LinkView link)
    {
        var actual = link.Kind is { } kind ? $"a link of kind '{kind}'" : "a network card";
        return new BridgeObstacle(
            new Drift($"link {name}", "a bridge", actual, MakeWay(name)),
            new ResourceConflictException($"link '{name}' is {actual}, not a bridge", "choose another bridge name, or rename or remove that link"));
    }

    /// <summary>Frees the name without taking anything from whoever has it.</summary>
    private static string MakeWay(string name) => $"ip link set dev {name} name OTHER-NAME";

    private static BridgeObstacle Missing(BridgePlan plan)
    {
        var create = $"ip link add name {plan.Link} type bridge";
        return new BridgeObstacle(
            new Drift($"link {plan.Link}", "a user-managed bridge", null, create),
            new ObjectNotFoundException("user-managed bridge", plan.Link, $"create it with `{create}` and give it the network's addresses"));
    }

    private static BridgeObstacle Foreign(BridgePlan plan, LinkView link, OwnerTag tag)
    {
        var whose = tag.Instance == plan.Tag.Instance ? $"{tag.Kind} {tag.Id}" : $"{tag.Kind} {tag.Id} of instance {tag.Instance}";
        return new BridgeObstacle(
            new Drift($"link {plan.Link}", $"alias {plan.Tag}", $"alias {link.Alias}", MakeWay(plan.Link)),
            new ResourceConflictException(
                $"bridge '{plan.Link}' belongs to {whose}", "choose another bridge name, or remove that network with the program that made it"));
    }
}
