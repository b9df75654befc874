using System.Net;

namespace NetController.Firewall.NfTables;

/// <summary>What must hold of a change before it can be elements of our table.</summary>
internal static class ElementRules
{
    /// <summary>Refuses policies that contradict themselves.</summary>
    /// <exception cref="InvalidRequestException">One does; the error says how.</exception>
    public static void Require(FirewallChange change)
    {
        foreach (var policy in change.Set)
        {
            foreach (var trusted in policy.TrustedInterfaces)
            {
                if (LinkName.Problem(trusted) is not null || trusted.Contains('\'', StringComparison.Ordinal) || trusted.Contains('"', StringComparison.Ordinal))
                {
                    throw new InvalidRequestException(
                        $"firewall policy of network {policy.Network.Short}",
                        $"trusted interface '{trusted}' is no name that rules can express",
                        "name an interface of the host");
                }
            }
        }

        foreach (var policy in change.SetEndpoints)
        {
            RequireFamily(policy, policy.IPv4, IPFamily.IPv4);
            RequireFamily(policy, policy.IPv6, IPFamily.IPv6);
        }
    }

    private static void RequireFamily(EndpointPolicy policy, IPAddress? address, IPFamily family)
    {
        if (address is not null && address.Family() != family)
        {
            throw new InvalidRequestException($"firewall policy of endpoint {policy.Endpoint.Short}", $"address {address} is not of family {family}", "correct the endpoint's address");
        }
    }
}
