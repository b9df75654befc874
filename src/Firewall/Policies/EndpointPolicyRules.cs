using System.Collections.Immutable;
using System.Net;

namespace NetController.Firewall.Policies;

/// <summary>What must hold of an endpoint's policy beside the others.</summary>
internal static class EndpointPolicyRules
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    /// <summary>What is wrong with a policy that is part of <paramref name="book"/>.</summary>
    public static IEnumerable<string> Problems(EndpointPolicy policy, PolicyBook book)
    {
        // An endpoint named twice in one change has its last policy in the book.
        var current = book.Endpoint(policy.Endpoint) ?? policy;
        var network = book.Network(current.Network);
        var problems = OwnProblems(current, network);
        return !problems.IsEmpty || network is null ? problems : Families.SelectMany(family => Conflicts(current, network, family, book));
    }

    /// <summary>What is wrong with a policy whatever other endpoints have.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="network">Its network's; null where that has none.</param>
    public static ImmutableArray<string> OwnProblems(EndpointPolicy policy, NetworkPolicy? network)
    {
        if (network is null)
        {
            return [$"network {policy.Network.Short} has no policy"];
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var family in Families)
        {
            AddAddressProblem(problems, policy, network, family);
        }

        foreach (var ports in policy.Ports)
        {
            AddPortProblems(problems, ports);
        }

        return problems.ToImmutable();
    }

    private static void AddAddressProblem(ImmutableArray<string>.Builder problems, EndpointPolicy policy, NetworkPolicy network, IPFamily family)
    {
        if (policy.Address(family) is not { } address)
        {
            return;
        }

        if (!IsPlain(address) || address.Family() != family)
        {
            problems.Add($"address {address} is not a plain address of family {family}");
        }
        else if (network.Family(family) is not { } side)
        {
            problems.Add($"address {address}: the network has no {family}");
        }
        else if (!side.Subnet.Contains(address))
        {
            problems.Add($"address {address} is outside the subnet {side.Subnet}");
        }
    }

    private static void AddPortProblems(ImmutableArray<string>.Builder problems, PublishedPorts ports)
    {
        if (!Enum.IsDefined(ports.Protocol))
        {
            problems.Add($"protocol {(int)ports.Protocol} has no ports to publish");
        }

        if (!IsPlain(ports.HostAddress))
        {
            problems.Add($"host address {ports.HostAddress} is not a plain IPv4 or IPv6 address");
        }

        if (ports.HostPorts.Count == 0 || ports.ContainerPorts.Count == 0)
        {
            problems.Add("a range of ports is empty");
        }
        else if (ports.HostPorts.Count != ports.ContainerPorts.Count)
        {
            problems.Add($"the ranges {ports.HostPorts} and {ports.ContainerPorts} differ in length");
        }
    }

    // Only what translates claims ports of the host: a routed endpoint is reached by its own address.
    private static IEnumerable<string> Conflicts(EndpointPolicy policy, NetworkPolicy network, IPFamily family, PolicyBook book)
    {
        var claims = network.Translates(family) ? policy.ServedPorts(family) : [];
        for (var i = 0; i < claims.Length; i++)
        {
            if (claims[..i].Any(earlier => Collide(earlier, claims[i])))
            {
                yield return $"host port {claims[i].HostPorts}/{claims[i].Protocol.ToText()} of {claims[i].HostAddress} is published twice";
            }
        }

        if (claims.IsEmpty)
        {
            yield break;
        }

        var others = claims.SelectMany(book.EndpointsOn).Distinct()
            .Where(other => other.Endpoint != policy.Endpoint && book.Network(other.Network)?.Translates(family) == true);
        foreach (var other in others)
        {
            foreach (var taken in other.ServedPorts(family).Where(taken => claims.Any(claim => Collide(claim, taken))))
            {
                yield return $"host port {taken.HostPorts}/{taken.Protocol.ToText()} of {taken.HostAddress} is published for endpoint {other.Endpoint.Value.Short} already";
            }
        }
    }

    private static bool Collide(PublishedPorts one, PublishedPorts other) =>
        one.HostPorts.Overlaps(other.HostPorts)
        && one.Protocol == other.Protocol
        && (one.HostAddress.Equals(other.HostAddress) || IsUnspecified(one.HostAddress) || IsUnspecified(other.HostAddress));

    private static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool IsPlain(IPAddress address) => address.Normalized().Equals(address);
}
