using System.Collections.Immutable;
using NetController.Drivers;

namespace NetController.Netctl.Options;

/// <summary>Turns what the command line asks for into a spec: Docker's driver options become typed ones, addresses find their subnets.</summary>
internal static class NetworkSpecFactory
{
    private const string EnableIPv4Key = "com.docker.network.enable_ipv4";
    private const string EnableIPv6Key = "com.docker.network.enable_ipv6";

    /// <summary>Makes the spec.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="driver">The driver that was named.</param>
    /// <exception cref="InvalidRequestException">Parts contradict each other, or the driver does not know an option; all problems are reported.</exception>
    public static NetworkSpec Create(NetworkCreateRequest request, DriverKind driver)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var options = new Dictionary<string, string>(KeyValue.ToMap(request.DriverOptions), StringComparer.Ordinal);
        var ipv4 = Family(request.EnableIPv4, EnableIPv4Key, options, true, problems);
        var ipv6 = Family(request.EnableIPv6, EnableIPv6Key, options, false, problems);
        var subnets = SubnetMatching.Match(request, problems);
        if (!ipv6 && request.Subnets.FirstOrDefault(static subnet => subnet.Prefix.Family == IPFamily.IPv6) is { Prefix.Length: > 0 } unwanted)
        {
            problems.Add($"subnet {unwanted.Prefix} is IPv6, which the network does not have without --ipv6");
        }

        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"network '{request.Name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }

        return new NetworkSpec(request.Name, driver.ReadOptions(options))
        {
            EnableIPv4 = ipv4,
            EnableIPv6 = ipv6,
            Subnets = subnets,
            Internal = request.Internal,
            Attachable = request.Attachable,
            Labels = KeyValue.ToMap(request.Labels),
        };
    }

    /// <summary>A flag wins over the driver option of the same meaning, which is the controller's and not the driver's to read.</summary>
    private static bool Family(
        bool? flag, string key, Dictionary<string, string> options, bool fallback, ImmutableArray<string>.Builder problems)
    {
        if (!options.Remove(key, out var text))
        {
            return flag ?? fallback;
        }

        try
        {
            var value = BooleanWords.Parse(text);
            return flag ?? value;
        }
        catch (FormatException failure)
        {
            problems.Add($"option '{key}' cannot be read: {failure.Message}");
            return flag ?? fallback;
        }
    }
}
