using System.Buffers.Binary;
using System.Net;
using NetController.Netlink;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>A host, a sandbox or whatever else sends probes or gets them. What passes its border is counted there, whatever becomes of it further on.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly NftTableName Border = new(NftFamily.Inet, "border");

    private readonly NftConnection _tables;

    public Machine(string name, string path, params ReadOnlySpan<IPAddress> addresses)
    {
        (Name, Path, Addresses) = (name, path, [.. addresses]);
        Namespace = NetworkNamespace.Open(path);
        _tables = NftConnection.Open(Namespace);
        Run($"nft -f - <<'END'\n{BorderRules}\nEND");
    }

    public string Name { get; }

    public string Path { get; }

    public NetworkNamespace Namespace { get; }

    /// <summary>Its own addresses, one a family; the first of each.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    // Before anything else looks at a packet.
    private static string BorderRules =>
        $$"""
        table {{Border}} {
            set sent-Tcp { typeof tcp sport; flags dynamic; size 65535; }
            set sent-Udp { typeof udp sport; flags dynamic; size 65535; }
            set sent-Ping { typeof icmp id; flags dynamic; size 65535; }
            set sent-Ping6 { typeof icmpv6 id; flags dynamic; size 65535; }
            set came-Tcp { typeof tcp sport; flags dynamic; size 65535; }
            set came-Udp { typeof udp sport; flags dynamic; size 65535; }
            set came-Ping { typeof icmp id; flags dynamic; size 65535; }
            set came-Ping6 { typeof icmpv6 id; flags dynamic; size 65535; }
            chain sent {
                type filter hook output priority -500;
                tcp flags & (syn | ack) == syn add @sent-Tcp { tcp sport }
                udp sport {{Probe.FirstNumber}}-{{Probe.LastNumber}} add @sent-Udp { udp sport }
                icmp type echo-request add @sent-Ping { icmp id }
                icmpv6 type echo-request add @sent-Ping6 { icmpv6 id }
            }
            chain came {
                type filter hook input priority -500;
                tcp flags & (syn | ack) == syn add @came-Tcp { tcp sport }
                udp sport {{Probe.FirstNumber}}-{{Probe.LastNumber}} add @came-Udp { udp sport }
                icmp type echo-request add @came-Ping { icmp id }
                icmpv6 type echo-request add @came-Ping6 { icmpv6 id }
            }
        }
        """;

    public IPAddress Address(IPFamily family) => Addresses.First(address => address.Family() == family);

    /// <summary>Runs a shell command there and insists on its success.</summary>
    public string Run(string command) => HostProgram.Run(command, Path);

    /// <summary>The numbers of the probes of a kind that it has sent.</summary>
    public IReadOnlySet<int> Sent(ProbeKind kind, IPFamily family) => Numbers("sent", kind, family);

    /// <summary>The numbers of the probes of a kind that have come in.</summary>
    public IReadOnlySet<int> Came(ProbeKind kind, IPFamily family) => Numbers("came", kind, family);

    public void Dispose()
    {
        _tables.Dispose();
        Namespace.Dispose();
    }

    private HashSet<int> Numbers(string way, ProbeKind kind, IPFamily family)
    {
        var set = _tables.FindSet(Border, $"{way}-{kind}{(kind == ProbeKind.Ping && family == IPFamily.IPv6 ? "6" : "")}")!;
        return _tables.ListElements(set).Select(static element => (int)BinaryPrimitives.ReadUInt16BigEndian(element.Key.Bytes)).ToHashSet();
    }
}
