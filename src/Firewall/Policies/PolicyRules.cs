using System.Collections.Immutable;

namespace NetController.Firewall.Policies;

/// <summary>What must hold of a policy before a backend may turn it into rules.</summary>
internal static class PolicyRules
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    /// <summary>Refuses policies that contradict themselves or each other.</summary>
    /// <param name="change">What changes.</param>
    /// <param name="next">All that is in force once it has: what has not changed is not looked at again, but may stand against what has.</param>
    /// <exception cref="InvalidRequestException">A policy is contradictory; the error lists all that is wrong with it.</exception>
    public static void Require(FirewallChange change, PolicyBook next)
    {
        RequireNetworks(change);

        // A network that changes may no longer be one that its endpoints fit into.
        var looked = new HashSet<EndpointId>();
        foreach (var policy in change.SetEndpoints.Concat(change.Set.SelectMany(network => next.EndpointsOf(network.Network))).Where(policy => looked.Add(policy.Endpoint)))
        {
            Refuse(policy, EndpointPolicyRules.Problems(policy, next));
        }
    }

    /// <summary>Refuses policies of the host and of networks that contradict themselves.</summary>
    /// <exception cref="InvalidRequestException">A policy is contradictory; the error lists all that is wrong with it.</exception>
    public static void RequireNetworks(FirewallChange change)
    {
        if (change.Host?.AcceptMark is { } mark)
        {
            Refuse("firewall policy of the host", "correct the mark", MarkProblems(mark));
        }

        foreach (var policy in change.Set)
        {
            Refuse(
                $"firewall policy of network {policy.Network.Short}",
                "correct the network's options",
                LinkProblems(policy.Link)
                    .Concat(policy.TrustedInterfaces.Items.SelectMany(LinkProblems))
                    .Concat(Families.SelectMany(family => FamilyProblems(policy.Family(family), family))));
        }
    }

    /// <summary>Refuses an endpoint's policy that does not fit its network. Whether it stands against another endpoint's is not looked at.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="network">Its network's; null where that has none.</param>
    /// <exception cref="InvalidRequestException">It does not fit; the error lists all that is wrong with it.</exception>
    public static void RequireEndpoint(EndpointPolicy policy, NetworkPolicy? network) => Refuse(policy, EndpointPolicyRules.OwnProblems(policy, network));

    private static void Refuse(EndpointPolicy policy, IEnumerable<string> found) =>
        Refuse($"firewall policy of endpoint {policy.Endpoint.Value.Short}", "correct the endpoint's addresses and ports", found);

    private static void Refuse(string subject, string remedy, IEnumerable<string> found)
    {
        ImmutableArray<string> problems = [.. found];
        if (!problems.IsEmpty)
        {
            throw new InvalidRequestException(subject, problems, remedy);
        }
    }

    private static IEnumerable<string> MarkProblems(FirewallMark mark)
    {
        if (mark.Mask == 0)
        {
            yield return "the mark's mask is 0, which every packet matches";
        }
        else if ((mark.Value & ~mark.Mask) != 0)
        {
            yield return $"the mark {mark} has bits outside its mask, which no packet matches";
        }
    }

    private static IEnumerable<string> LinkProblems(string link) => LinkName.RuleProblem(link) is { } problem ? [$"link name '{link}': {problem}"] : [];

    private static IEnumerable<string> FamilyProblems(FamilyPolicy? policy, IPFamily family)
    {
        if (policy is null)
        {
            yield break;
        }

        if (policy.Subnet.Family != family)
        {
            yield return $"subnet {policy.Subnet} is not of family {family}";
        }

        if (policy.SourceAddress is { } source && source.Family() != family)
        {
            yield return $"source address {source} is not of family {family}";
        }
    }
}
