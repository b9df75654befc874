using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A tunnel that carries Ethernet over UDP (RFC 7348), to be made; <c>ip link add NAME type vxlan id VNI</c> (ip-link(8)).</summary>
public sealed record VxlanSpec : LinkSpec
{
    private const uint HighestNetwork = 0xff_ffff;

    /// <summary>Names the link and its network.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="network">The number of the network (VNI), 0 to 16,777,215.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules, or the number is out of range; the message says which.</exception>
    public VxlanSpec(string name, uint network)
        : base(name) => Network = Limit.Check(network, 0u, HighestNetwork, nameof(network));

    /// <summary>The number of the network (VNI). <c>id</c>.</summary>
    public uint Network { get; }

    /// <summary>Its settings, or null for the kernel's defaults.</summary>
    public VxlanSettings? Settings { get; init; }

    internal override string Kind => LinkKind.Vxlan.Name;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu;

    internal override void EncodeData(MessageBuilder request)
    {
        request.WriteUInt32(IFLA_VXLAN.ID, Network);
        Settings?.Encode(request, isNew: true);
    }
}

/// <summary>Settings of a VXLAN tunnel; what is null stays as it is. The words are those of <c>ip link set type vxlan</c>.</summary>
public sealed record VxlanSettings : LinkSettings
{
    /// <summary>How the other ends are reached: one end's address (<c>remote</c>), or a multicast group that all join on <see cref="Link"/> (<c>group</c>). Of the family of <see cref="Local"/>.</summary>
    public IPAddress? Remote { get; init; }

    /// <summary>The address to send from. <c>local</c>.</summary>
    public IPAddress? Local { get; init; }

    /// <summary>The link that the tunnel's own packets leave by; needed for a multicast group. <c>dev</c>.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>The UDP port at the other ends; the kernel's default is 8472, that of RFC 7348 is 4789. <c>dstport</c>.</summary>
    public ushort? Port { get; init => field = Limit.Check(value, (ushort)1, ushort.MaxValue, nameof(Port)); }

    /// <summary>The UDP ports to send from; chosen by flow. <c>srcport</c>.</summary>
    public VxlanPortRange? SourcePorts { get; init; }

    /// <summary>Whether addresses are learned from traffic; by default they are. <c>learning</c>.</summary>
    public bool? Learning { get; init; }

    /// <summary>How long a learned address is kept, in whole seconds. <c>ageing</c>.</summary>
    public TimeSpan? AgeingTime { get; init => field = Limit.Check(value, TimeSpan.Zero, TimeSpan.FromSeconds(uint.MaxValue), nameof(AgeingTime)); }

    /// <summary>How many addresses are kept; 0 for any number. <c>maxaddress</c>.</summary>
    public uint? MaximumAddresses { get; init; }

    /// <summary>The TTL of the tunnel's own packets; 0 for the kernel's. <c>ttl</c>.</summary>
    public byte? TimeToLive { get; init; }

    /// <summary>Whether that is taken from the packet inside; it cannot be switched off again. <c>ttl inherit</c>.</summary>
    public bool InheritTimeToLive { get; init; }

    /// <summary>The type of service of the tunnel's own packets; 1 takes it from the packet inside. <c>tos</c>.</summary>
    public byte? TypeOfService { get; init; }

    /// <summary>The IPv6 flow label of the tunnel's own packets, 0 to 0xfffff. <c>flowlabel</c>.</summary>
    public uint? FlowLabel { get; init => field = Limit.Check(value, 0u, 0xf_ffffu, nameof(FlowLabel)); }

    /// <summary>Whether routers may cut the tunnel's own packets up. <c>df</c>.</summary>
    public VxlanDontFragment? DontFragment { get; init => field = Limit.Known(value, nameof(DontFragment)); }

    /// <summary>Whether ARP and neighbour requests are answered by the link itself. <c>proxy</c>.</summary>
    public bool? Proxy { get; init; }

    /// <summary>Whether packets to a router behind the tunnel take the direct way. <c>rsc</c>.</summary>
    public bool? RouteShortCircuit { get; init; }

    /// <summary>Whether programs are told of hardware addresses that are not known. <c>l2miss</c>.</summary>
    public bool? LinkMissNotification { get; init; }

    /// <summary>Whether programs are told of IP addresses that are not known. <c>l3miss</c>.</summary>
    public bool? AddressMissNotification { get; init; }

    /// <summary>Whether the tunnel's own packets over IPv4 bear a checksum. <c>udpcsum</c>.</summary>
    public bool? UdpChecksum { get; init; }

    /// <summary>Whether those sent over IPv6 bear none. <c>udp6zerocsumtx</c>.</summary>
    public bool? UdpZeroChecksum6Send { get; init; }

    /// <summary>Whether those received over IPv6 need none. <c>udp6zerocsumrx</c>.</summary>
    public bool? UdpZeroChecksum6Receive { get; init; }

    /// <summary>Whether the checksum of the packet inside is left to the other end. <c>remcsumtx</c>.</summary>
    public bool? RemoteChecksumSend { get; init; }

    /// <summary>Whether such packets are accepted. <c>remcsumrx</c>.</summary>
    public bool? RemoteChecksumReceive { get; init; }

    /// <summary>Whether packets carry a group policy; at creation only. <c>gbp</c>.</summary>
    public bool GroupPolicy { get; init; }

    /// <summary>Whether packets carry other than Ethernet frames (VXLAN-GPE); at creation only. <c>gpe</c>.</summary>
    public bool ProtocolExtension { get; init; }

    /// <summary>Whether each packet brings its own network and remote address, by tc or a route; the network of the link is then 0. <c>external</c>.</summary>
    public bool? External { get; init; }

    /// <summary>Whether only networks that are listed are received, with <see cref="External"/>. Linux 5.18; <c>vnifilter</c>.</summary>
    public bool? VniFilter { get; init; }

    internal override string Kind => LinkKind.Vxlan.Name;

    internal override void Encode(MessageBuilder request) => Encode(request, isNew: false);

    internal void Encode(MessageBuilder request, bool isNew)
    {
        CheckAddresses(isNew);
        WriteAddress(request, Remote, IFLA_VXLAN.GROUP, IFLA_VXLAN.GROUP6);
        request.WriteOptional(IFLA_VXLAN.LINK, Link?.Value);
        WriteAddress(request, Local, IFLA_VXLAN.LOCAL, IFLA_VXLAN.LOCAL6);
        request.WriteOptional(IFLA_VXLAN.TTL, TimeToLive);
        WriteFlag(request, IFLA_VXLAN.TTL_INHERIT, InheritTimeToLive);
        request.WriteOptional(IFLA_VXLAN.TOS, TypeOfService);
        if (FlowLabel is { } label)
        {
            request.WriteUInt32BigEndian(IFLA_VXLAN.LABEL, label);
        }

        request.WriteOptional(IFLA_VXLAN.DF, (byte?)DontFragment);
        request.WriteOptional(IFLA_VXLAN.AGEING, AgeingTime is { } time ? (uint)time.TotalSeconds : (uint?)null);
        request.WriteOptional(IFLA_VXLAN.LIMIT, MaximumAddresses);
        SourcePorts?.Write(request);
        if (Port is { } port)
        {
            request.WriteUInt16BigEndian(IFLA_VXLAN.PORT, port);
        }

        EncodeSwitches(request);
    }

    private void EncodeSwitches(MessageBuilder request)
    {
        request.WriteOptional(IFLA_VXLAN.LEARNING, Learning);
        request.WriteOptional(IFLA_VXLAN.PROXY, Proxy);
        request.WriteOptional(IFLA_VXLAN.RSC, RouteShortCircuit);
        request.WriteOptional(IFLA_VXLAN.L2MISS, LinkMissNotification);
        request.WriteOptional(IFLA_VXLAN.L3MISS, AddressMissNotification);
        request.WriteOptional(IFLA_VXLAN.UDP_CSUM, UdpChecksum);
        request.WriteOptional(IFLA_VXLAN.UDP_ZERO_CSUM6_TX, UdpZeroChecksum6Send);
        request.WriteOptional(IFLA_VXLAN.UDP_ZERO_CSUM6_RX, UdpZeroChecksum6Receive);
        request.WriteOptional(IFLA_VXLAN.REMCSUM_TX, RemoteChecksumSend);
        request.WriteOptional(IFLA_VXLAN.REMCSUM_RX, RemoteChecksumReceive);
        WriteFlag(request, IFLA_VXLAN.GBP, GroupPolicy);
        WriteFlag(request, IFLA_VXLAN.GPE, ProtocolExtension);
        request.WriteOptional(IFLA_VXLAN.COLLECT_METADATA, External);
        request.WriteOptional(IFLA_VXLAN.VNIFILTER, VniFilter);
    }

    private void CheckAddresses(bool isNew)
    {
        if (Remote is not null && Local is not null && Remote.AddressFamily != Local.AddressFamily)
        {
            throw new ArgumentException($"The addresses of a tunnel are of one family: {Remote} and {Local} are not.");
        }

        if (isNew && Link is null && Remote is not null && IsMulticast(Remote))
        {
            throw new ArgumentException($"The multicast group {Remote} is joined on a link: name it.");
        }

        if (Local is not null && IsMulticast(Local))
        {
            throw new ArgumentException($"{Local} is a multicast address: nothing is sent from it.");
        }
    }

    private static bool IsMulticast(IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetwork ? (address.GetAddressBytes()[0] & 0xf0) == 0xe0 : address.IsIPv6Multicast;

    private static void WriteAddress(MessageBuilder request, IPAddress? address, IFLA_VXLAN forIPv4, IFLA_VXLAN forIPv6)
    {
        if (address is not null)
        {
            request.WriteAddress(address.AddressFamily is AddressFamily.InterNetwork ? forIPv4 : forIPv6, address);
        }
    }

    private static void WriteFlag(MessageBuilder request, IFLA_VXLAN attribute, bool value)
    {
        if (value)
        {
            request.WriteFlag(attribute);
        }
    }
}

/// <summary>UDP ports a tunnel sends from.</summary>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest; not below the lowest.</param>
public readonly record struct VxlanPortRange(ushort Low, ushort High)
{
    internal void Write(MessageBuilder request)
    {
        if (High < Low)
        {
            throw new ArgumentException($"The ports {Low} to {High} are no range.");
        }

        Span<byte> bytes = [(byte)(Low >> 8), (byte)Low, (byte)(High >> 8), (byte)High];
        request.WriteBytes(IFLA_VXLAN.PORT_RANGE, bytes);
    }

    /// <summary>Reads struct ifla_vxlan_port_range, which is in network byte order.</summary>
    internal static VxlanPortRange Read(uint bigEndian) => new((ushort)(bigEndian >> 16), (ushort)bigEndian);
}

/// <summary>Whether routers may cut a tunnel's packets up (<c>VXLAN_DF_*</c>, linux/if_link.h).</summary>
public enum VxlanDontFragment : byte
{
    /// <summary>They may. <c>unset</c>.</summary>
    Unset = 0,

    /// <summary>They may not. <c>set</c>.</summary>
    Set = 1,

    /// <summary>As the packet inside says. <c>inherit</c>.</summary>
    Inherit = 2,
}

/// <summary>What the kernel tells about a VXLAN tunnel; the settings are those of <see cref="VxlanSettings"/>.</summary>
public sealed record VxlanData : LinkData
{
    /// <summary>Describes a tunnel by hand, for example to compare with.</summary>
    public VxlanData()
        : base(LinkKind.Vxlan.Name)
    {
    }

    internal VxlanData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_VXLAN>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_VXLAN.ID: Network = attributes.GetUInt32(); break;
                case IFLA_VXLAN.GROUP or IFLA_VXLAN.GROUP6: Remote = attributes.GetAddress(); break;
                case IFLA_VXLAN.LINK: Link = new LinkIndex(attributes.GetInt32()); break;
                case IFLA_VXLAN.LOCAL or IFLA_VXLAN.LOCAL6: Local = attributes.GetAddress(); break;
                case IFLA_VXLAN.TTL: TimeToLive = attributes.GetByte(); break;
                case IFLA_VXLAN.TTL_INHERIT: InheritTimeToLive = attributes.GetBoolean(); break;
                case IFLA_VXLAN.TOS: TypeOfService = attributes.GetByte(); break;
                case IFLA_VXLAN.LABEL: FlowLabel = attributes.GetUInt32BigEndian(); break;
                case IFLA_VXLAN.DF: DontFragment = (VxlanDontFragment)attributes.GetByte(); break;
                case IFLA_VXLAN.AGEING: AgeingTime = TimeSpan.FromSeconds(attributes.GetUInt32()); break;
                case IFLA_VXLAN.LIMIT: MaximumAddresses = attributes.GetUInt32(); break;
                case IFLA_VXLAN.PORT_RANGE: SourcePorts = VxlanPortRange.Read(attributes.GetUInt32BigEndian()); break;
                case IFLA_VXLAN.PORT: Port = attributes.GetUInt16BigEndian(); break;
                case IFLA_VXLAN.LEARNING: Learning = attributes.GetBoolean(); break;
                case IFLA_VXLAN.PROXY: Proxy = attributes.GetBoolean(); break;
                case IFLA_VXLAN.RSC: RouteShortCircuit = attributes.GetBoolean(); break;
                case IFLA_VXLAN.L2MISS: LinkMissNotification = attributes.GetBoolean(); break;
                case IFLA_VXLAN.L3MISS: AddressMissNotification = attributes.GetBoolean(); break;
                case IFLA_VXLAN.UDP_CSUM: UdpChecksum = attributes.GetBoolean(); break;
                case IFLA_VXLAN.UDP_ZERO_CSUM6_TX: UdpZeroChecksum6Send = attributes.GetBoolean(); break;
                case IFLA_VXLAN.UDP_ZERO_CSUM6_RX: UdpZeroChecksum6Receive = attributes.GetBoolean(); break;
                case IFLA_VXLAN.REMCSUM_TX: RemoteChecksumSend = attributes.GetBoolean(); break;
                case IFLA_VXLAN.REMCSUM_RX: RemoteChecksumReceive = attributes.GetBoolean(); break;
                case IFLA_VXLAN.GBP: GroupPolicy = true; break;
                case IFLA_VXLAN.GPE: ProtocolExtension = true; break;
                case IFLA_VXLAN.COLLECT_METADATA: External = attributes.GetBoolean(); break;
                case IFLA_VXLAN.VNIFILTER: VniFilter = attributes.GetBoolean(); break;
            }
        }
    }

    /// <inheritdoc cref="VxlanSpec.Network"/>
    public uint Network { get; init; }

    /// <inheritdoc cref="VxlanSettings.Remote"/>
    public IPAddress? Remote { get; init; }

    /// <inheritdoc cref="VxlanSettings.Local"/>
    public IPAddress? Local { get; init; }

    /// <inheritdoc cref="VxlanSettings.Link"/>
    public LinkIndex? Link { get; init; }

    /// <inheritdoc cref="VxlanSettings.Port"/>
    public ushort Port { get; init; }

    /// <inheritdoc cref="VxlanSettings.SourcePorts"/>
    public VxlanPortRange SourcePorts { get; init; }

    /// <inheritdoc cref="VxlanSettings.Learning"/>
    public bool Learning { get; init; }

    /// <inheritdoc cref="VxlanSettings.AgeingTime"/>
    public TimeSpan AgeingTime { get; init; }

    /// <inheritdoc cref="VxlanSettings.MaximumAddresses"/>
    public uint MaximumAddresses { get; init; }

    /// <inheritdoc cref="VxlanSettings.TimeToLive"/>
    public byte TimeToLive { get; init; }

    /// <inheritdoc cref="VxlanSettings.InheritTimeToLive"/>
    public bool InheritTimeToLive { get; init; }

    /// <inheritdoc cref="VxlanSettings.TypeOfService"/>
    public byte TypeOfService { get; init; }

    /// <inheritdoc cref="VxlanSettings.FlowLabel"/>
    public uint FlowLabel { get; init; }

    /// <inheritdoc cref="VxlanSettings.DontFragment"/>
    public VxlanDontFragment DontFragment { get; init; }

    /// <inheritdoc cref="VxlanSettings.Proxy"/>
    public bool Proxy { get; init; }

    /// <inheritdoc cref="VxlanSettings.RouteShortCircuit"/>
    public bool RouteShortCircuit { get; init; }

    /// <inheritdoc cref="VxlanSettings.LinkMissNotification"/>
    public bool LinkMissNotification { get; init; }

    /// <inheritdoc cref="VxlanSettings.AddressMissNotification"/>
    public bool AddressMissNotification { get; init; }

    /// <inheritdoc cref="VxlanSettings.UdpChecksum"/>
    public bool UdpChecksum { get; init; }

    /// <inheritdoc cref="VxlanSettings.UdpZeroChecksum6Send"/>
    public bool UdpZeroChecksum6Send { get; init; }

    /// <inheritdoc cref="VxlanSettings.UdpZeroChecksum6Receive"/>
    public bool UdpZeroChecksum6Receive { get; init; }

    /// <inheritdoc cref="VxlanSettings.RemoteChecksumSend"/>
    public bool RemoteChecksumSend { get; init; }

    /// <inheritdoc cref="VxlanSettings.RemoteChecksumReceive"/>
    public bool RemoteChecksumReceive { get; init; }

    /// <inheritdoc cref="VxlanSettings.GroupPolicy"/>
    public bool GroupPolicy { get; init; }

    /// <inheritdoc cref="VxlanSettings.ProtocolExtension"/>
    public bool ProtocolExtension { get; init; }

    /// <inheritdoc cref="VxlanSettings.External"/>
    public bool External { get; init; }

    /// <inheritdoc cref="VxlanSettings.VniFilter"/>
    public bool VniFilter { get; init; }
}

/// <content>The VXLAN tunnel.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Vxlan = Register("vxlan", static data => new VxlanData(data), All);
}
