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

        // A network that changes may no longer be one that its endpoints fit into.
        var looked = new HashSet<EndpointId>();
        foreach (var policy in change.SetEndpoints.Concat(change.Set.SelectMany(network => next.EndpointsOf(network.Network))).Where(policy => looked.Add(policy.Endpoint)))
        {
            Refuse($"firewall policy of endpoint {policy.Endpoint.Value.Short}", "correct the endpoint's addresses and ports", EndpointPolicyRules.Problems(policy, next));
        }
    }

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

    // iptables has no way to write these literally: a trailing '+' would match every link that begins so.
    private static IEnumerable<string> LinkProblems(string link)
    {
        if (LinkName.Problem(link) is { } problem)
        {
            yield return $"link name '{link}': {problem}";
        }
        else if (link[^1] == '+')
        {
            yield return $"link name '{link}' ends with '+', which iptables reads as 'every link that begins so'";
        }
        else if (link[0] is '!' or '-' || link.AsSpan().ContainsAny('"', '\'', '\\'))
        {
            yield return $"link name '{link}' has quotes, a backslash or a leading '!' or '-', which firewall rules cannot express";
        }
    }

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
