using System.Collections.Immutable;
using System.Net;

namespace NetController.Validation;

/// <summary>What can be said about a network spec without asking the kernel, the driver or IPAM. All problems are reported together.</summary>
internal static class SpecValidator
{
    /// <summary>Addresses that no host can own as its own (RFC 1122, RFC 5771, RFC 4291).</summary>
    private static readonly ImmutableArray<(IPPrefix Prefix, string Use)> Unusable =
    [
        (IPPrefix.Parse("0.0.0.0/8"), "means this network"),
        (IPPrefix.Parse("127.0.0.0/8"), "is the loopback"),
        (IPPrefix.Parse("224.0.0.0/4"), "is multicast"),
        (IPPrefix.Parse("::/127"), "holds the unspecified and the loopback address"),
        (IPPrefix.Parse("ff00::/8"), "is multicast"),
    ];

    public static void Validate(NetworkSpec spec)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        ObjectName.Check("its name", spec.Name, problems);
        Subnets(spec, problems);
        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"network '{spec.Name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }
    }

    private static void Subnets(NetworkSpec spec, ImmutableArray<string>.Builder problems)
    {
        foreach (var family in new[] { IPFamily.IPv4, IPFamily.IPv6 })
        {
            var requests = spec.Subnets.Items.Where(request => request.Family == family).ToArray();
            if (requests.Length > 1)
            {
                problems.Add($"it asks for {requests.Length} {family} subnets, where one is possible");
            }

            if (requests.Length > 0 && !spec.Enables(family))
            {
                problems.Add($"it asks for {family} subnet {requests[0].Subnet}, yet {family} is not enabled");
            }
        }

        foreach (var request in spec.Subnets)
        {
            Subnet(request, problems);
        }
    }

    private static void Subnet(SubnetRequest request, ImmutableArray<string>.Builder problems)
    {
        if (request.Subnet is not { } subnet)
        {
            WithoutSubnet(request, problems);
            return;
        }

        foreach (var (prefix, use) in Unusable.Where(unusable => unusable.Prefix.Overlaps(subnet)))
        {
            problems.Add($"subnet {subnet} overlaps {prefix}, which {use}");
        }

        if (request.PrefixLength is not null)
        {
            problems.Add($"subnet {subnet} is given, and a prefix length for one to be chosen as well");
        }

        if (request.Range is { } range && !subnet.Contains(range))
        {
            problems.Add($"range {range} lies outside subnet {subnet}");
        }

        if (request.Gateway is { } gateway)
        {
            Inside(subnet, "gateway", gateway, problems);
        }

        foreach (var (name, address) in request.AuxiliaryAddresses)
        {
            Inside(subnet, $"auxiliary address '{name}'", address, problems);
        }
    }

    private static void WithoutSubnet(SubnetRequest request, ImmutableArray<string>.Builder problems)
    {
        if (request.Range is { } range)
        {
            problems.Add($"range {range} needs the subnet that it is part of");
        }

        if (request.Gateway is { } gateway)
        {
            problems.Add($"gateway {gateway} needs the subnet that it lies in");
        }

        if (request.AuxiliaryAddresses.Count > 0)
        {
            problems.Add("auxiliary addresses need the subnet that they lie in");
        }

        if (request.PrefixLength is { } length && (length < 1 || length > request.Family.Bits()))
        {
            problems.Add($"prefix length {length} is outside 1–{request.Family.Bits()}");
        }
    }

    private static void Inside(IPPrefix subnet, string what, IPAddress address, ImmutableArray<string>.Builder problems)
    {
        if (!subnet.Contains(address))
        {
            problems.Add($"{what} {address} lies outside subnet {subnet}");
        }
    }
}
