using System.Globalization;
using System.Net;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Random changes to a content. Deterministic by seed, so that a writer and whoever watches it can make the same ones.</summary>
public sealed class RandomChanges(int seed)
{
    private readonly Random _random = new(seed);
    private readonly SeededSource _source = new(seed);

    /// <summary>A change of one to four records of any kind, given what exists.</summary>
    public StateChange Next(StateContent content)
    {
        var change = new StateChange();
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            change = _random.Next(8) switch
            {
                0 or 1 => change with { Networks = [.. change.Networks, Network(Existing(content.Networks.Keys))] },
                2 => change with { Networks = [.. change.Networks, NetworkUnderWay(Existing(content.Networks.Keys))] },
                3 or 4 => change with { Endpoints = [.. change.Endpoints, Endpoint(Existing(content.Endpoints.Keys))] },
                5 => change with { Sandboxes = [.. change.Sandboxes, Sandbox(Existing(content.Sandboxes.Keys))] },
                6 => change with { HostChanges = [.. change.HostChanges, HostChange()] },
                _ => Deletion(change, content),
            };
        }

        return change;
    }

    /// <summary>A network that is being made or taken apart, new or in place of the one given.</summary>
    public StoredNetwork NetworkUnderWay(NetworkId? id = null) => Network(id) with { State = Flag() ? RecordState.Creating : RecordState.Deleting };

    /// <summary>A network with every field set, new or in place of the one given.</summary>
    public StoredNetwork Network(NetworkId? id = null) =>
        new(id ?? NetworkId.New(_source), Text(), Text(), Flag() ? RecordState.Active : RecordState.Degraded, Time())
        {
            Reason = Maybe(Text()),
            Options = Map(),
            IpamDriver = Text(),
            Pools = [Pool(IPFamily.IPv4), Pool(IPFamily.IPv6)],
            EnableIPv4 = Flag(),
            EnableIPv6 = Flag(),
            Internal = Flag(),
            Attachable = Flag(),
            Labels = Map(),
        };

    /// <summary>An endpoint with every field set.</summary>
    public StoredEndpoint Endpoint(EndpointId? id = null) =>
        new(id ?? EndpointId.New(_source), NetworkId.New(_source), Text(), (RecordState)_random.Next(4), Time())
        {
            Sandbox = Flag() ? SandboxId.New(_source) : null,
            Addresses = [new InterfaceAddress(Address(IPFamily.IPv4), _random.Next(33)), new InterfaceAddress(Address(IPFamily.IPv6), _random.Next(129))],
            MacAddress = Flag() ? MacAddress.Random(_source) : null,
            IsReserved = Flag(),
            Reason = Maybe(Text()),
            InterfaceName = Maybe(Text()),
            Ports = [new PublishedPorts(Protocol(), Address(IPFamily.IPv6), Ports(), Ports())],
            Spec = EndpointSpec(),
        };

    /// <summary>A sandbox with every field set.</summary>
    public StoredSandbox Sandbox(SandboxId? id = null) =>
        new(id ?? SandboxId.New(_source), Text(), Text(), (RecordState)_random.Next(4), Time())
        {
            OwnsNamespace = Flag(),
            NamespaceIdentity = Maybe(Text()),
            BootId = Maybe(Text()),
            Spec = new SandboxSpec(Text())
            {
                NamespacePath = Maybe(Text()),
                IsHost = Flag(),
                Hostname = Maybe(Text()),
                DomainName = Maybe(Text()),
                ExtraHosts = [new HostsEntry(Text(), null), new HostsEntry(Text(), Address(IPFamily.IPv4))],
                NameServers = [Address(IPFamily.IPv6)],
                SearchDomains = [Text(), Text()],
                ResolverOptions = [Text()],
                Labels = Map(),
            },
        };

    /// <summary>A host change of one of a few sysctls.</summary>
    public StoredHostChange HostChange() =>
        new(string.Create(CultureInfo.InvariantCulture, $"net/ipv4/conf/eth{_random.Next(8)}/Forwarding"), Text(), Text(), Text(), Text(), Time());

    private EndpointSpec EndpointSpec() => new()
    {
        Name = Maybe(Text()),
        Aliases = [Text(), Text()],
        AddressIPv4 = Flag() ? Address(IPFamily.IPv4) : null,
        AddressIPv6 = Flag() ? Address(IPFamily.IPv6) : null,
        LinkLocalAddresses = [Address(IPFamily.IPv6)],
        DisableIPv6 = Flag(),
        MacAddress = Flag() ? MacAddress.Random(_source) : null,
        InterfaceName = Maybe(Text()),
        Mtu = Flag() ? _random.Next() : null,
        Sysctls = Map(),
        Routes = [new StaticRoute(IPPrefix.Containing(Address(IPFamily.IPv4), 9), Flag() ? Address(IPFamily.IPv4) : null)],
        GatewayPriority = _random.Next(int.MinValue, int.MaxValue),
        Ports = [new PortMapping(Protocol(), Ports()) { HostAddress = Flag() ? Address(IPFamily.IPv4) : null, HostPorts = Flag() ? Ports() : null }],
        Labels = Map(),
    };

    private StateChange Deletion(StateChange change, StateContent content) => change with
    {
        DeletedNetworks = Existing(content.Networks.Keys) is { } network ? [.. change.DeletedNetworks, network] : change.DeletedNetworks,
        DeletedEndpoints = Existing(content.Endpoints.Keys) is { } endpoint ? [.. change.DeletedEndpoints, endpoint] : change.DeletedEndpoints,
        DeletedSandboxes = Existing(content.Sandboxes.Keys) is { } sandbox ? [.. change.DeletedSandboxes, sandbox] : change.DeletedSandboxes,
        DeletedHostChanges = content.HostChanges.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } path
            ? [.. change.DeletedHostChanges, path]
            : change.DeletedHostChanges,
    };

    private T? Existing<T>(IEnumerable<T> ids)
        where T : struct
    {
        var all = ids.OrderBy(static id => id.ToString(), StringComparer.Ordinal).ToList();
        return all.Count > 0 && _random.Next(3) == 0 ? all[_random.Next(all.Count)] : null;
    }

    private NetworkPool Pool(IPFamily family)
    {
        var subnet = IPPrefix.Containing(Address(family), family.Bits() / 2);
        return new NetworkPool(subnet)
        {
            Range = Flag() ? IPPrefix.Containing(subnet.Address, (family.Bits() / 2) + 4) : null,
            Gateway = Flag() ? new InterfaceAddress(subnet.Address, subnet.Length) : null,
            AuxiliaryAddresses = new EquatableMap<IPAddress>([KeyValuePair.Create(Text(), subnet.LastAddress)]),
        };
    }

    private IPAddress Address(IPFamily family)
    {
        var bytes = new byte[family.Bits() / 8];
        _random.NextBytes(bytes);
        return new IPAddress(bytes).Normalized();
    }

    private TransportProtocol Protocol() => _random.Next(3) switch
    {
        0 => TransportProtocol.Tcp,
        1 => TransportProtocol.Udp,
        _ => TransportProtocol.Sctp,
    };

    private PortRange Ports()
    {
        var first = _random.Next(1, PortRange.Highest);
        return new PortRange(first, _random.Next(first, PortRange.Highest + 1));
    }

    private EquatableMap<string> Map() =>
        new(Enumerable.Range(0, _random.Next(4)).Select(index => KeyValuePair.Create($"Key{index}{(Flag() ? 'a' : 'A')}", Text())));

    private DateTimeOffset Time() => new(new DateTime(_random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Unspecified), TimeSpan.Zero);

    private bool Flag() => _random.Next(2) == 0;

    private string? Maybe(string text) => Flag() ? text : null;

    /// <summary>Text of up to 3,000 characters, of all planes, with what quoting trips over.</summary>
    private string Text()
    {
        string[] parts = ["a", "Z", "9", "\"", "\\", "\n", "\0", "é", "\u2028", "漢", "😀", " ", "$", "{", "\uFFFD"];
        var length = _random.Next(20) == 0 ? 3000 : _random.Next(24);
        return string.Concat(Enumerable.Range(0, length).Select(_ => parts[_random.Next(parts.Length)]));
    }

    private sealed class SeededSource(int seed) : RandomSource
    {
        private readonly Random _random = new(seed);

        public override void Fill(Span<byte> destination) => _random.NextBytes(destination);
    }
}
