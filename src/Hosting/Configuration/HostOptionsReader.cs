using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;
using NetController.Ipam;

namespace NetController.Hosting.Configuration;

/// <summary>Turns a host's options into a controller's, and says of every value that cannot be read which one it is.</summary>
internal sealed class HostOptionsReader
{
    private delegate bool TryRead<T>(string text, out T value);

    private readonly List<string> _problems = [];

    /// <summary>Reads the options whole.</summary>
    /// <param name="options">What was configured.</param>
    /// <param name="unreadable">Every value that cannot be read, one sentence part each.</param>
    public static NetworkControllerOptions Read(NetworkControllerHostOptions options, out ImmutableArray<string> unreadable)
    {
        var reader = new HostOptionsReader();
        var read = reader.Read(options);
        reader.CheckInterval("RetryInterval", options.RetryInterval);
        reader.CheckInterval("DriftCheckInterval", options.DriftCheckInterval);
        unreadable = [.. reader._problems];
        return read;
    }

    /// <summary>What contradicts itself in options that could all be read; where there is nothing a start can be tried.</summary>
    /// <param name="options">What was configured.</param>
    /// <param name="read">What was read of it.</param>
    public static ImmutableArray<string> Contradictions(NetworkControllerHostOptions options, NetworkControllerOptions read) =>
        options.RepairDrift && options.DriftCheckInterval == TimeSpan.Zero
            ? [.. read.Problems(), "RepairDrift is on, yet DriftCheckInterval is zero, so that no drift would ever be found"]
            : read.Problems();

    private NetworkControllerOptions Read(NetworkControllerHostOptions options) => new()
    {
        StateDirectory = options.StateDirectory,
        RunDirectory = options.RunDirectory,
        Firewall = options.Firewall,
        DefaultBridge = Read(options.DefaultBridge),
        AddressPools = List<AddressPoolTemplate>("AddressPools", options.AddressPools, TryReadPool, "a pool such as base=10.10.0.0/16,size=24"),
        ReservedSubnets = List<IPPrefix>("ReservedSubnets", options.ReservedSubnets, TryReadPrefix, "a subnet such as 10.10.0.0/16"),
        ActiveSandboxes = [.. options.ActiveSandboxes],
        KeepPresentSandboxes = options.KeepPresentSandboxes ?? false,
        GuardForwarding = options.GuardForwarding,
        HostGatewayAddresses = List<IPAddress>("HostGatewayAddresses", options.HostGatewayAddresses, TryReadAddress, "an IP address"),
        DefaultHostBinding = Address("DefaultHostBinding", options.DefaultHostBinding),
        AllowDirectRouting = options.AllowDirectRouting,
        AcceptMark = Value<FirewallMark>("AcceptMark", options.AcceptMark, FirewallMark.TryParse, "a mark such as 0x1 or 0x1/0xff"),
        EventJournalLength = options.EventJournalLength,
        HostNamespacePath = options.HostNamespacePath,
    };

    private DefaultBridgeOptions Read(DefaultBridgeHostOptions bridge) => new()
    {
        Enabled = bridge.Enabled,
        LinkName = bridge.LinkName,
        UserManagedBridge = bridge.UserManagedBridge,
        AddressIPv4 = Interface("DefaultBridge:AddressIPv4", bridge.AddressIPv4),
        AddressIPv6 = Interface("DefaultBridge:AddressIPv6", bridge.AddressIPv6),
        FixedCidrIPv4 = Prefix("DefaultBridge:FixedCidrIPv4", bridge.FixedCidrIPv4),
        FixedCidrIPv6 = Prefix("DefaultBridge:FixedCidrIPv6", bridge.FixedCidrIPv6),
        DefaultGatewayIPv4 = Address("DefaultBridge:DefaultGatewayIPv4", bridge.DefaultGatewayIPv4),
        DefaultGatewayIPv6 = Address("DefaultBridge:DefaultGatewayIPv6", bridge.DefaultGatewayIPv6),
        Mtu = bridge.Mtu,
        EnableIPv6 = bridge.EnableIPv6,
        InterContainerConnectivity = bridge.InterContainerConnectivity,
        Masquerade = bridge.Masquerade,
        HostBinding = Address("DefaultBridge:HostBinding", bridge.HostBinding),
    };

    private void CheckInterval(string key, TimeSpan interval)
    {
        // What a timer can wait for, and not so little that checks would be all that the host does.
        if (interval != TimeSpan.Zero && (interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromDays(49)))
        {
            _problems.Add($"{key} '{interval}' is neither zero nor between a second and 49 days");
        }
    }

    private InterfaceAddress? Interface(string key, string? text) =>
        Value<InterfaceAddress>(key, text, static (text, out value) => InterfaceAddress.TryParse(text, out value), "an address with a prefix length such as 10.5.0.1/16");

    private IPPrefix? Prefix(string key, string? text) => Value<IPPrefix>(key, text, TryReadPrefix, "a subnet such as 10.10.0.0/16");

    private IPAddress? Address(string key, string? text) => List<IPAddress>(key, text is null ? [] : [text], TryReadAddress, "an IP address").FirstOrDefault();

    private T? Value<T>(string key, string? text, TryRead<T> read, string form)
        where T : struct
    {
        var values = List(key, text is null ? [] : [text], read, form);
        return values.IsEmpty ? null : values[0];
    }

    private ImmutableArray<T> List<T>(string key, IList<string> texts, TryRead<T> read, string form)
    {
        var values = ImmutableArray.CreateBuilder<T>(texts.Count);
        foreach (var text in texts)
        {
            if (read(text, out var value))
            {
                values.Add(value);
            }
            else
            {
                _problems.Add($"{key} '{text}' is not {form}");
            }
        }

        return values.ToImmutable();
    }

    private static bool TryReadPrefix(string text, out IPPrefix value) => IPPrefix.TryParse(text, out value);

    private static bool TryReadAddress(string text, out IPAddress value) => AddressText.TryParse(text, out value);

    private static bool TryReadPool(string text, out AddressPoolTemplate value)
    {
        try
        {
            value = AddressPoolTemplate.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            value = null!;
            return false;
        }
    }
}
