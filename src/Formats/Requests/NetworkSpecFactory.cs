using System.Collections.Immutable;
using NetController.Drivers;

namespace NetController.Formats;

/// <summary>Turns what a client asks for into a spec: Docker's driver options become typed ones.</summary>
internal static class NetworkSpecFactory
{
    private const string EnableIPv4Key = "com.docker.network.enable_ipv4";
    private const string EnableIPv6Key = "com.docker.network.enable_ipv6";

    /// <summary>Makes the spec.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="drivers">The drivers that there are.</param>
    /// <exception cref="ObjectNotFoundException">There is no such driver.</exception>
    /// <exception cref="InvalidRequestException">Parts contradict each other, or the driver does not know an option; all problems are reported.</exception>
    public static NetworkSpec Create(NetworkRequest request, ImmutableArray<DriverKind> drivers)
    {
        var driver = drivers.FirstOrDefault(kind => kind.Name == request.Driver)
            ?? throw new ObjectNotFoundException(
                "network driver", request.Driver, $"choose one of: {string.Join(", ", drivers.Select(static kind => kind.Name))}");
        var problems = ImmutableArray.CreateBuilder<string>();
        var options = new Dictionary<string, string>(request.DriverOptions, StringComparer.Ordinal);
        var ipv4 = Family(request.EnableIPv4, EnableIPv4Key, options, true, problems);
        var ipv6 = Family(request.EnableIPv6, EnableIPv6Key, options, false, problems);
        problems.AddRange(request.Problems);
        if (!ipv6 && request.Subnets.Items.FirstOrDefault(static subnet => subnet.Family == IPFamily.IPv6) is { } unwanted)
        {
            problems.Add($"subnet {unwanted.Subnet?.ToString() ?? $"::/{unwanted.PrefixLength}"} is IPv6, which the network does not have without --ipv6");
        }

        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"network '{request.Name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }

        return new NetworkSpec(request.Name, driver.ReadOptions(options))
        {
            EnableIPv4 = ipv4,
            EnableIPv6 = ipv6,
            Subnets = request.Subnets,
            Internal = request.Internal,
            Attachable = request.Attachable,
            Labels = request.Labels,
            IpamDriver = request.IpamDriver,
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
            var value = BooleanText.Parse(text);
            return flag ?? value;
        }
        catch (FormatException failure)
        {
            problems.Add($"option '{key}' cannot be read: {failure.Message}");
            return flag ?? fallback;
        }
    }
}
