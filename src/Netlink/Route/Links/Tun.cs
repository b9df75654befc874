using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What the kernel tells about a tun or tap device (linux/if_tun.h). Such links are made by <see cref="TunDevice"/>, not by messages.</summary>
public sealed record TunData : LinkData
{
    /// <summary>Describes a device by hand, for example to compare with.</summary>
    public TunData()
        : base(LinkKind.Tun.Name)
    {
    }

    internal TunData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_TUN>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_TUN.OWNER: Owner = attributes.GetUInt32(); break;
                case IFLA_TUN.GROUP: Group = attributes.GetUInt32(); break;
                case IFLA_TUN.TYPE: Mode = (TunMode)attributes.GetByte(); break;
                case IFLA_TUN.PI: PacketInformation = attributes.GetBoolean(); break;
                case IFLA_TUN.VNET_HDR: VirtioHeader = attributes.GetBoolean(); break;
                case IFLA_TUN.PERSIST: IsPersistent = attributes.GetBoolean(); break;
                case IFLA_TUN.MULTI_QUEUE: MultiQueue = attributes.GetBoolean(); break;
                case IFLA_TUN.NUM_QUEUES: Queues = attributes.GetUInt32(); break;
                case IFLA_TUN.NUM_DISABLED_QUEUES: DisabledQueues = attributes.GetUInt32(); break;
            }
        }
    }

    /// <summary>Whether it carries packets or frames. <c>type</c>.</summary>
    public TunMode Mode { get; init; }

    /// <summary>The user id that may open it besides root, or null. <c>user</c>.</summary>
    public uint? Owner { get; init; }

    /// <summary>The group id that may open it besides root, or null. <c>group</c>.</summary>
    public uint? Group { get; init; }

    /// <summary>Whether four bytes with flags and protocol stand before each packet. <c>pi</c>.</summary>
    public bool PacketInformation { get; init; }

    /// <summary>Whether a virtio header stands before each packet. <c>vnet_hdr</c>.</summary>
    public bool VirtioHeader { get; init; }

    /// <summary>Whether several programs, or threads, may open it at once. <c>multi_queue</c>.</summary>
    public bool MultiQueue { get; init; }

    /// <summary>Whether it stays when no program has it open. <c>persist</c>.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>How many have it open, with <see cref="MultiQueue"/>. <c>numqueues</c>.</summary>
    public uint Queues { get; init; }

    /// <summary>How many of them have switched their queue off. <c>numdisabled</c>.</summary>
    public uint DisabledQueues { get; init; }
}

/// <summary>What a tun device carries (<c>IFF_TUN</c>, <c>IFF_TAP</c>, linux/if_tun.h).</summary>
public enum TunMode : byte
{
    /// <summary>IP packets.</summary>
    Tun = 1,

    /// <summary>Ethernet frames.</summary>
    Tap = 2,
}

/// <content>The tun or tap device.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Tun = Register("tun", static data => new TunData(data), All);
}
