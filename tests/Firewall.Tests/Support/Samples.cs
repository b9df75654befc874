namespace NetController.Firewall.Tests.Support;

/// <summary>Ids and policies that tests speak of by number.</summary>
internal static class Samples
{
    public static InstanceId Instance { get; } = InstanceId.Parse("fee1".PadRight(64, '0'));

    public static string HostOwner => "netctl:fee100000000:host:forward";

    /// <summary>Network <paramref name="number"/>: its id begins with the number in four hex digits.</summary>
    public static NetworkId Network(int number) => NetworkId.Parse($"{number:x4}".PadRight(64, '0'));

    public static string OwnerOf(int number) => $"netctl:fee100000000:network:{Network(number).Short}";

    /// <summary>A plain network with IPv4: link <c>br-N</c>, subnet <c>10.X.Y.0/24</c>.</summary>
    public static NetworkPolicy Policy(int number) => new(Network(number), $"br-{number}") { IPv4 = Side($"10.{number / 256}.{number % 256}.0/24") };

    /// <summary>The same with IPv6 <c>fd00:N::/64</c>.</summary>
    public static NetworkPolicy DualStack(int number) => Policy(number) with { IPv6 = Side($"fd00:{number:x}::/64") };

    public static FamilyPolicy Side(string subnet) => new(IPPrefix.Parse(subnet));

    public static FirewallChange Set(params ReadOnlySpan<NetworkPolicy> policies) => new() { Set = [.. policies] };

    public static FirewallChange Remove(params int[] networks) => new() { Remove = [.. networks.Select(Network)] };
}
