using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What is rarely wanted of a link, read when <see cref="LinkParts.Details"/> is asked for; the words are those of <c>ip -d link</c>.</summary>
public sealed record LinkDetails
{
    /// <summary>Describes details by hand, for example to compare with.</summary>
    public LinkDetails()
    {
    }

    internal LinkDetails(MessageReader message)
    {
        Layer = (LinkLayer)message.ReadHeader<ifinfomsg>().ifi_type;
        var attributes = message.ReadAttributes<ifinfomsg, IFLA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA.BROADCAST: BroadcastAddress = attributes.GetHardwareAddress(); break;
                case IFLA.PERM_ADDRESS: PermanentAddress = attributes.GetHardwareAddress(); break;
                case IFLA.PROP_LIST: AlternativeNames = ReadNames(attributes.GetNested<IFLA>()); break;
                case IFLA.QDISC: QueueingDiscipline = attributes.GetString(); break;
                case IFLA.LINKMODE: Mode = (LinkMode)attributes.GetByte(); break;
                case IFLA.AF_SPEC: AddressGenerationMode = ReadMode(attributes.GetNested<AF>()); break;
                case IFLA.PROMISCUITY: Promiscuity = attributes.GetInt32(); break;
                case IFLA.ALLMULTI: AllMulticast = attributes.GetInt32(); break;
                case IFLA.MIN_MTU: MinimumMtu = attributes.GetInt32(); break;
                case IFLA.MAX_MTU: MaximumMtu = attributes.GetInt32(); break;
                case IFLA.NUM_TX_QUEUES: TxQueues = attributes.GetInt32(); break;
                case IFLA.NUM_RX_QUEUES: RxQueues = attributes.GetInt32(); break;
                case IFLA.CARRIER: HasCarrier = attributes.GetBoolean(); break;
                case IFLA.CARRIER_CHANGES: CarrierChanges = attributes.GetUInt32(); break;
                case IFLA.CARRIER_UP_COUNT: CarrierUpCount = attributes.GetUInt32(); break;
                case IFLA.CARRIER_DOWN_COUNT: CarrierDownCount = attributes.GetUInt32(); break;
                case IFLA.PROTO_DOWN: IsProtocolDown = attributes.GetBoolean(); break;
                case IFLA.GSO_MAX_SIZE: GsoMaxSize = attributes.GetUInt32(); break;
                case IFLA.GSO_MAX_SEGS: GsoMaxSegments = attributes.GetUInt32(); break;
                case IFLA.GRO_MAX_SIZE: GroMaxSize = attributes.GetUInt32(); break;
                case IFLA.TSO_MAX_SIZE: TsoMaxSize = attributes.GetUInt32(); break;
                case IFLA.TSO_MAX_SEGS: TsoMaxSegments = attributes.GetUInt32(); break;
                case IFLA.PHYS_PORT_NAME: PhysicalPortName = attributes.GetString(); break;
                case IFLA.PARENT_DEV_NAME: ParentDevice = attributes.GetString(); break;
                case IFLA.PARENT_DEV_BUS_NAME: ParentBus = attributes.GetString(); break;
            }
        }
    }

    /// <summary>What kind of frames it carries. <c>link_type</c>.</summary>
    public LinkLayer Layer { get; init; }

    /// <summary>Its further names, by which <see cref="RouteConnection.FindLinkByAlternativeName(string)"/> finds it. <c>altnames</c>.</summary>
    public ValueList<string> AlternativeNames { get; init; }

    /// <summary>The address that all stations listen to. <c>broadcast</c>.</summary>
    public HardwareAddress BroadcastAddress { get; init; }

    /// <summary>The address it was built with; of length 0 when it was not. <c>permaddr</c>.</summary>
    public HardwareAddress PermanentAddress { get; init; }

    /// <summary>Its root queueing discipline, for example <c>noqueue</c>. <c>qdisc</c>.</summary>
    public string QueueingDiscipline { get; init; } = "";

    /// <summary>What it does when its carrier comes. <c>linkmode</c>.</summary>
    public LinkMode Mode { get; init; }

    /// <summary>How IPv6 makes its own addresses; null where the link has no IPv6. <c>inet6_addr_gen_mode</c>.</summary>
    public AddressGenerationMode? AddressGenerationMode { get; init; }

    /// <summary>How many have asked it to receive everything; above 0 it does. <c>promiscuity</c>.</summary>
    public int Promiscuity { get; init; }

    /// <summary>How many have asked it to receive all multicast. Linux 6.0; <c>allmulti</c>.</summary>
    public int AllMulticast { get; init; }

    /// <summary>The least MTU it can have. <c>min_mtu</c>.</summary>
    public int MinimumMtu { get; init; }

    /// <summary>The greatest MTU it can have; 0 for any. <c>max_mtu</c>.</summary>
    public int MaximumMtu { get; init; }

    /// <summary>The number of transmit queues. <c>num_tx_queues</c>.</summary>
    public int TxQueues { get; init; }

    /// <summary>The number of receive queues. <c>num_rx_queues</c>.</summary>
    public int RxQueues { get; init; }

    /// <summary>Whether there is a carrier. <c>carrier</c> under /sys/class/net.</summary>
    public bool HasCarrier { get; init; }

    /// <summary>How often the carrier came or went. <c>carrier_changes</c>.</summary>
    public uint CarrierChanges { get; init; }

    /// <summary>How often it came. <c>carrier_up_count</c>.</summary>
    public uint CarrierUpCount { get; init; }

    /// <summary>How often it went. <c>carrier_down_count</c>.</summary>
    public uint CarrierDownCount { get; init; }

    /// <summary>Whether a protocol keeps it down. <c>proto_down</c>.</summary>
    public bool IsProtocolDown { get; init; }

    /// <summary>The longest packet in bytes that is handed to it to be cut up. <c>gso_max_size</c>.</summary>
    public uint GsoMaxSize { get; init; }

    /// <summary>The most pieces such a packet is cut into. <c>gso_max_segs</c>.</summary>
    public uint GsoMaxSegments { get; init; }

    /// <summary>The longest packet in bytes that received ones are joined to. Linux 5.19; <c>gro_max_size</c>.</summary>
    public uint GroMaxSize { get; init; }

    /// <summary>The longest packet in bytes that its hardware cuts up. Linux 5.19; <c>tso_max_size</c>.</summary>
    public uint TsoMaxSize { get; init; }

    /// <summary>The most pieces its hardware cuts a packet into. Linux 5.19; <c>tso_max_segs</c>.</summary>
    public uint TsoMaxSegments { get; init; }

    /// <summary>The name of the port at the hardware, or null. <c>phys_port_name</c>.</summary>
    public string? PhysicalPortName { get; init; }

    /// <summary>The device it belongs to, for example <c>0000:00:03.0</c>, or null. <c>parentdev</c>.</summary>
    public string? ParentDevice { get; init; }

    /// <summary>The bus that device is on, for example <c>pci</c>, or null. <c>parentbus</c>.</summary>
    public string? ParentBus { get; init; }

    // IFLA_PROP_LIST { IFLA_ALT_IFNAME … }
    private static ValueList<string> ReadNames(AttributeReader<IFLA> properties)
    {
        var names = new List<string>();
        while (properties.Read())
        {
            if (properties.Type is IFLA.ALT_IFNAME)
            {
                names.Add(properties.GetString());
            }
        }

        return [.. names];
    }

    // IFLA_AF_SPEC { AF_INET6 { IFLA_INET6_ADDR_GEN_MODE } }
    private static AddressGenerationMode? ReadMode(AttributeReader<AF> families)
    {
        while (families.Read())
        {
            var attributes = families.GetNested<IFLA_INET6>();
            while (families.Type is AF.INET6 && attributes.Read())
            {
                if (attributes.Type is IFLA_INET6.ADDR_GEN_MODE)
                {
                    return (AddressGenerationMode)attributes.GetByte();
                }
            }
        }

        return null;
    }
}
