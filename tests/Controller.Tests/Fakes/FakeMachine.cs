using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;
using NetController.State;

namespace NetController.Controller.Tests.Fakes;

/// <summary>
/// A whole machine without a kernel: its disk, links, sysctls and firewall rules. Controllers come and go over it; what is in here is
/// what outlives them. Every effect passes <see cref="Effect"/>, so that a test can count effects, refuse them, or die in the middle.
/// </summary>
internal sealed class FakeMachine
{
    private readonly Lock _lock = new();
    private int _indexes;

    public StateContent? Disk { get; private set; }

    public ImmutableSortedDictionary<string, FakeLink> Links { get; private set; } = ImmutableSortedDictionary.Create<string, FakeLink>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> Sysctls { get; private set; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(ControllerServices.ForwardingIPv4, "0").Add(ControllerServices.ForwardingIPv6, "0")
            .Add("net/ipv6/conf/all/disable_ipv6", "0").Add("net/ipv4/ip_local_port_range", "32768\t60999");

    public ImmutableDictionary<NetworkId, NetworkPolicy> Rules { get; private set; } = ImmutableDictionary<NetworkId, NetworkPolicy>.Empty;

    public ImmutableDictionary<EndpointId, EndpointPolicy> EndpointRules { get; private set; } = ImmutableDictionary<EndpointId, EndpointPolicy>.Empty;

    public ImmutableSortedDictionary<string, FakeNamespace> Namespaces { get; private set; } = ImmutableSortedDictionary.Create<string, FakeNamespace>(StringComparer.Ordinal);

    /// <summary>The ports that this machine's controller holds.</summary>
    public SortedSet<string> HeldPorts { get; } = new(StringComparer.Ordinal);

    /// <summary>The ports that other programs hold, and who.</summary>
    public Dictionary<(TransportProtocol Protocol, int Port), string> ForeignPorts { get; } = [];

    /// <summary>How often it was asked who holds a port: to answer that, a real one looks at every process.</summary>
    public int HolderSearches { get; set; }

    public HashSet<IPAddress> HostAddresses { get; } = [IPAddress.Parse("192.0.2.1")];

    /// <summary>What sandboxes have announced to their neighbours.</summary>
    public List<string> Announced { get; } = [];

    public FakeHostFiles Files { get; } = new();

    public HostPolicy Guard { get; private set; } = new();

    public string BootId { get; private set; } = "boot-1";

    /// <summary>When the boot began, as the clock tells it now.</summary>
    public DateTimeOffset BootTime { get; set; }

    /// <summary>Prefixes that the host's own links, routes and name servers use.</summary>
    public List<OccupiedPrefix> Occupied { get; } = [];

    /// <summary>Parts of controllers that are open now: stores, firewalls, drivers, hosts.</summary>
    public int OpenParts { get; private set; }

    public bool StoreIsLocked { get; private set; }

    /// <summary>Every effect so far, in order.</summary>
    public List<string> Effects { get; } = [];

    /// <summary>Asked before every effect; an exception that it gives is thrown instead.</summary>
    public Func<string, Exception?>? Refuse { get; set; }

    /// <summary>Why the namespace at a path cannot be opened though it is there; null where it can.</summary>
    public Func<string, Exception?>? Unreadable { get; set; }

    /// <summary>Whether the firewall refuses a change for what is in it, whatever the kernel would say.</summary>
    public Func<FirewallChange, bool>? Contradicts { get; set; }

    /// <summary>Told of what is asked for and is no effect, before it is done.</summary>
    public Action<string>? Asked { get; set; }

    public int Commits => Effects.Count(static effect => effect == FakeStore.Commit);

    public int FirewallTransactions => Effects.Count(static effect => effect == FakeFirewall.Transaction);

    /// <summary>The machine as it is at this moment, without the processes on it: what a kill leaves behind.</summary>
    public FakeMachine Survivor()
    {
        lock (_lock)
        {
            var survivor = new FakeMachine
            {
                Disk = Disk, Links = Links, Sysctls = Sysctls, Rules = Rules, Guard = Guard, BootId = BootId, _indexes = _indexes,
                EndpointRules = EndpointRules, Namespaces = Namespaces,
            };
            survivor.Occupied.AddRange(Occupied);
            return survivor;
        }
    }

    /// <summary>Restarts the machine: the disk stays, the kernel forgets.</summary>
    public void Reboot(string bootId) => Change(() =>
    {
        (Links, Rules, Guard, BootId) = (Links.Clear(), Rules.Clear(), new HostPolicy(), bootId);
        (EndpointRules, Namespaces) = (EndpointRules.Clear(), Namespaces.Clear());
        Sysctls = Sysctls.SetItem(ControllerServices.ForwardingIPv4, "0").SetItem(ControllerServices.ForwardingIPv6, "0");
    });

    /// <summary>Does one effect, or throws where the test refuses it.</summary>
    public void Effect(string what, Action change)
    {
        lock (_lock)
        {
            Effects.Add(what);
            if (Refuse?.Invoke(what) is { } refusal)
            {
                throw refusal;
            }

            change();
        }
    }

    /// <summary>Changes the machine behind the controller's back.</summary>
    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    public void Write(StateContent disk) => Disk = disk;

    public void AddLink(string name, string? tag, params InterfaceAddress[] addresses) =>
        Links = Links.Add(name, new FakeLink(name, ++_indexes, tag) { Addresses = [.. addresses] });

    public void SetLink(FakeLink link) => Links = Links.SetItem(link.Name, link);

    public void RemoveLink(string name) => Links = Links.Remove(name);

    public void SetSysctl(string path, string value) => Sysctls = Sysctls.SetItem(path, value);

    public void SetRules(
        ImmutableDictionary<NetworkId, NetworkPolicy> rules, ImmutableDictionary<EndpointId, EndpointPolicy> endpoints, HostPolicy guard) =>
        (Rules, EndpointRules, Guard) = (rules, endpoints, guard);

    public void SetRules(ImmutableDictionary<NetworkId, NetworkPolicy> rules, HostPolicy guard) => SetRules(rules, EndpointRules, guard);

    public void AddNamespace(string path) => Namespaces = Namespaces.Add(path, new FakeNamespace(path, $"net:[{4026532000 + ++_indexes}]"));

    public void SetNamespace(FakeNamespace changed) => Namespaces = Namespaces.SetItem(changed.Path, changed);

    /// <summary>Takes a namespace away; the far ends in it take their near ends along.</summary>
    public void RemoveNamespace(string path)
    {
        if (Namespaces.TryGetValue(path, out var gone))
        {
            Namespaces = Namespaces.Remove(path);
            foreach (var endpoint in Disk?.Endpoints.Values.Where(endpoint => endpoint.Sandbox is { } box && Disk.Sandboxes.TryGetValue(box, out var stored) && stored.NamespacePath == path) ?? [])
            {
                if (endpoint.InterfaceName is { } name && gone.Interfaces.ContainsKey(name))
                {
                    Links = Links.Remove($"ncv{endpoint.Id.ToString()[..11]}");
                }
            }
        }
    }

    public void Opened() => Change(() => OpenParts++);

    public void Closed() => Change(() => OpenParts--);

    public void LockStore(bool locked) => Change(() => StoreIsLocked = locked);

    /// <summary>Rewrites the stored networks of a name, as damage or an older program would have left them.</summary>
    public void Rewrite(string name, Func<StoredNetwork, StoredNetwork> change) => Change(() =>
        Disk = Disk!.Apply(new StateChange { Networks = [.. Disk.Networks.Values.Where(network => network.Name == name).Select(change)] }));

    /// <summary>The stored networks of a name.</summary>
    public StoredNetwork Stored(string name) => Disk!.Networks.Values.Single(network => network.Name == name);

    /// <summary>All that is on the machine, one line an object, in a stable order: what "nothing changed" compares.</summary>
    public ImmutableArray<string> Describe() =>
    [
        .. (Disk?.Networks.Values ?? []).Select(static network => $"record {network}").Order(StringComparer.Ordinal),
        .. (Disk?.Endpoints.Values ?? []).Select(static endpoint => $"record {endpoint}").Order(StringComparer.Ordinal),
        .. (Disk?.Sandboxes.Values ?? []).Select(static sandbox => $"record {sandbox}").Order(StringComparer.Ordinal),
        .. (Disk?.HostChanges.Values ?? []).Select(static change => $"record {change}").Order(StringComparer.Ordinal),
        .. Links.Values.Select(static link => link.ToString()),
        .. Sysctls.Select(static pair => $"sysctl {pair.Key}={pair.Value}"),
        .. Rules.Values.Select(static policy => $"rules {policy}").Order(StringComparer.Ordinal),
        .. EndpointRules.Values.Select(static policy => $"rules {policy}").Order(StringComparer.Ordinal),
        .. Namespaces.Values.Select(static inside => inside.ToString()),
        .. HeldPorts.Select(static ports => $"ports {ports}"),
        $"guard {Guard}",
    ];
}
