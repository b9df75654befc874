using System.Collections.Immutable;

namespace NetController.Firewall.Policies;

/// <summary>What must hold of a policy before a backend may turn it into rules.</summary>
internal static class PolicyRules
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    /// <summary>Refuses policies that contradict themselves.</summary>
    /// <exception cref="InvalidRequestException">A policy is contradictory; the error lists all that is wrong with it.</exception>
    public static void Require(ImmutableArray<NetworkPolicy> policies)
    {
        foreach (var policy in policies)
        {
            ImmutableArray<string> problems = [.. LinkProblems(policy.Link), .. Families.SelectMany(family => FamilyProblems(policy.Family(family), family))];
            if (!problems.IsEmpty)
            {
                throw new InvalidRequestException($"firewall policy of network {policy.Network.Short}", problems, "correct the network's options");
            }
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
