using System.Collections.Immutable;
using System.Net;
using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.Tests;

/// <summary>Networks to print.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 23, 12, 30, 15, TimeSpan.FromHours(2));

    public static NetworkId Id(char digit) => NetworkId.Parse(new string(digit, 64));

    public static NetworkView Web { get; } = new(
        new StoredNetwork(Id('a'), "web", "bridge", RecordState.Degraded, Moment)
        {
            Reason = "link 'nc-aaaaaaaaaaaa' is a veth",
            Options = new EquatableMap<string>([KeyValuePair.Create("com.docker.network.driver.mtu", "1400")]),
            Pools =
            [
                new NetworkPool(IPPrefix.Parse("10.0.0.0/24"))
                {
                    Range = IPPrefix.Parse("10.0.0.128/25"),
                    Gateway = InterfaceAddress.Parse("10.0.0.1/24"),
                    AuxiliaryAddresses = new EquatableMap<IPAddress>([KeyValuePair.Create("printer", AddressText.Parse("10.0.0.9"))]),
                },
                new NetworkPool(IPPrefix.Parse("fd00::/64")),
            ],
            EnableIPv4 = true,
            EnableIPv6 = true,
            Internal = true,
            Attachable = true,
            Labels = new EquatableMap<string>([KeyValuePair.Create("team", "it's <us>")]),
        },
        "nc-aaaaaaaaaaaa",
        [
            new StoredEndpoint(EndpointId.Parse(new string('e', 64)), Id('a'), "db", RecordState.Active, Moment)
            {
                Sandbox = SandboxId.Parse(new string('5', 64)),
                Addresses = [InterfaceAddress.Parse("10.0.0.130/24"), InterfaceAddress.Parse("fd00::2/64")],
                MacAddress = MacAddress.Parse("02:42:0a:00:00:82"),
            },
            new StoredEndpoint(EndpointId.Parse(new string('f', 64)), Id('a'), "reserved", RecordState.Active, Moment),
        ]);

    public static NetworkView None { get; } = new(new StoredNetwork(Id('b'), "none", "null", RecordState.Active, Moment) { EnableIPv4 = true }, null, []);

    public static NetworkView Idle { get; } = new(
        new StoredNetwork(Id('c'), "web-idle", "bridge", RecordState.Active, Moment)
        {
            EnableIPv4 = true,
            Labels = new EquatableMap<string>([KeyValuePair.Create("team", "ops"), KeyValuePair.Create("tier", "1")]),
        },
        "nc-cccccccccccc",
        []);

    public static ImmutableArray<NetworkView> All { get; } = [None, Web, Idle];

    public static ImmutableArray<Drift> Drift { get; } =
    [
        new Drift("link nc-aaaaaaaaaaaa", "mtu 1500", "mtu 1400", "ip link set dev nc-aaaaaaaaaaaa mtu 1500") { Network = Id('a') },
        new Drift("iptables filter FORWARD", "-A FORWARD -j NETCTL-USER", null, "iptables -t filter -I FORWARD 1 -j NETCTL-USER"),
    ];

    public static IReadOnlyDictionary<NetworkId, string> Names { get; } = All.ToDictionary(static view => view.Record.Id, static view => view.Record.Name);

    public static StoredHostChange Forwarding { get; } =
        new("net/ipv4/ip_forward", "0", "1", "IPv4 forwarding", "11111111-2222-3333-4444-555555555555", Moment);
}
