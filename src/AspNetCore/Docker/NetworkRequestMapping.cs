using System.Collections.Immutable;
using System.Net;
using NetController.AspNetCore.Calls;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary>Reads the body of <c>POST /networks/create</c>. What cannot be had is refused rather than left out in silence.</summary>
internal static class NetworkRequestMapping
{
    /// <summary>Reads a body; what is wrong with it is among the request's problems.</summary>
    public static NetworkRequest Read(NetworkCreateJson body, ApiVersion version)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        Refuse(body, problems);
        return new NetworkRequest(body.Name ?? "", string.IsNullOrEmpty(body.Driver) ? PredefinedNetworks.Bridge : body.Driver)
        {
            EnableIPv4 = version.IsAtLeast(ApiVersion.HasEnableIPv4) ? body.EnableIPv4 : null,
            EnableIPv6 = body.EnableIPv6,
            Subnets = Subnets(body.IPAM, problems),
            Internal = body.Internal == true,
            Attachable = body.Attachable == true,
            Labels = Map(body.Labels),
            DriverOptions = Map(body.Options),
            IpamDriver = string.IsNullOrEmpty(body.IPAM?.Driver) ? NetworkSpec.DefaultIpamDriver : body.IPAM.Driver,
            Problems = problems.ToImmutable(),
        };
    }

    /// <summary>Texts as they are meant: a null is an empty text, as Go reads it.</summary>
    public static EquatableMap<string> Map(Dictionary<string, string?>? texts) =>
        texts is null ? default : new EquatableMap<string>(texts.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value ?? "")));

    private static void Refuse(NetworkCreateJson body, ImmutableArray<string>.Builder problems)
    {
        if (body.Scope is not (null or "" or NetworkView.Scope))
        {
            problems.Add($"its scope is '{body.Scope}', and every network here is {NetworkView.Scope}");
        }

        if (body.Ingress == true)
        {
            problems.Add("it shall be an ingress network, which only a swarm has");
        }

        if (body.ConfigOnly == true || !string.IsNullOrEmpty(body.ConfigFrom?.Network))
        {
            problems.Add("configurations shared by networks are not supported");
        }

        if (body.IPAM?.Options is { Count: > 0 } options)
        {
            problems.Add($"its IPAM option '{options.Keys.First()}' is unknown");
        }
    }

    private static EquatableArray<SubnetRequest> Subnets(IpamRequestJson? ipam, ImmutableArray<string>.Builder problems)
    {
        var requests = ImmutableArray.CreateBuilder<SubnetRequest>();
        foreach (var config in ipam?.Config ?? [])
        {
            if (config is null || IsEmpty(config))
            {
                continue;
            }

            try
            {
                requests.Add(Subnet(config));
            }
            catch (FormatException failure)
            {
                problems.Add(failure.Message);
            }
        }

        return requests.ToImmutable().ToEquatableArray();
    }

    private static bool IsEmpty(IpamSubnetJson config) => string.IsNullOrEmpty(config.Subnet) && string.IsNullOrEmpty(config.IPRange)
        && string.IsNullOrEmpty(config.Gateway) && config.AuxiliaryAddresses is not { Count: > 0 };

    private static SubnetRequest Subnet(IpamSubnetJson config)
    {
        if (string.IsNullOrEmpty(config.Subnet))
        {
            throw new FormatException($"'{config.IPRange ?? config.Gateway ?? "an auxiliary address"}' needs the subnet that it lies in");
        }

        return WantedSubnet.Parse(config.Subnet).ToRequest() with
        {
            Range = string.IsNullOrEmpty(config.IPRange) ? null : IPPrefix.Parse(config.IPRange),
            Gateway = string.IsNullOrEmpty(config.Gateway) ? null : AddressText.Parse(config.Gateway),
            AuxiliaryAddresses = new EquatableMap<IPAddress>((config.AuxiliaryAddresses ?? [])
                .Select(static pair => KeyValuePair.Create(pair.Key, AddressText.Parse(pair.Value ?? "")))),
        };
    }
}
