using System.Collections.Immutable;
using System.Net;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary>Reads what Docker's clients say of an endpoint.</summary>
internal static class EndpointConfigMapping
{
    private const string InterfaceKey = "com.docker.network.endpoint.ifname";
    private const string SysctlsKey = "com.docker.network.endpoint.sysctls";

    /// <summary>Reads it; nothing is an endpoint with everything chosen.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    /// <exception cref="InvalidRequestException">It asks for what cannot be had.</exception>
    public static EndpointSpec Read(EndpointConfigJson? config)
    {
        if (config is null)
        {
            return new EndpointSpec();
        }

        Refuse(config);
        return new EndpointSpec
        {
            AddressIPv4 = Address(config.IPAMConfig?.IPv4Address),
            AddressIPv6 = Address(config.IPAMConfig?.IPv6Address),
            LinkLocalAddresses = [.. (config.IPAMConfig?.LinkLocalIPs ?? []).Select(static text => AddressText.Parse(text ?? ""))],
            Aliases = [.. (config.Aliases ?? []).Select(static alias => alias ?? "")],
            MacAddress = string.IsNullOrEmpty(config.MacAddress) ? null : MacAddress.Parse(config.MacAddress),
            GatewayPriority = config.GwPriority ?? 0,
            InterfaceName = config.DriverOpts?.GetValueOrDefault(InterfaceKey) is { Length: > 0 } name ? name : null,
            Sysctls = Sysctls(config.DriverOpts?.GetValueOrDefault(SysctlsKey)),
        };
    }

    private static void Refuse(EndpointConfigJson config)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (config.Links is { Count: > 0 })
        {
            problems.Add("links to other containers are not supported: give it an alias");
        }

        foreach (var key in (config.DriverOpts?.Keys ?? Enumerable.Empty<string>()).Where(static key => key is not (InterfaceKey or SysctlsKey)))
        {
            problems.Add($"driver option '{key}' is unknown");
        }

        if (problems.Count > 0)
        {
            throw new InvalidRequestException("the endpoint", problems.ToImmutable(), "correct the request; nothing was changed");
        }
    }

    private static IPAddress? Address(string? text) => string.IsNullOrEmpty(text) ? null : AddressText.Parse(text);

    /// <summary>Docker lists them with commas.</summary>
    private static EquatableMap<string> Sysctls(string? text) =>
        string.IsNullOrEmpty(text) ? default : KeyValue.ToMap(text.Split(',', StringSplitOptions.TrimEntries).Select(KeyValue.ParsePair));
}
