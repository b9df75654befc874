using System.Net;

namespace NetController.Netlink;

/// <summary>An entry to be made in, or removed from, a forwarding database; <c>bridge fdb add MAC dev DEV</c> (bridge(8)).</summary>
public sealed record ForwardingEntrySpec : IOperationSubject
{
    /// <summary>The highest VLAN there is.</summary>
    internal const int LastVlan = 4094;

    /// <summary>The highest VXLAN network identifier there is.</summary>
    internal const uint LastVni = 0xffffff;

    /// <summary>Names the entry.</summary>
    /// <param name="link">The port, the tunnel, or the bridge itself.</param>
    /// <param name="hardwareAddress">The address frames are for, of six bytes; all zeros on a tunnel for frames to addresses without an entry.</param>
    /// <exception cref="ArgumentException">The link has no number or the address not six bytes.</exception>
    public ForwardingEntrySpec(LinkIndex link, HardwareAddress hardwareAddress)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        if (hardwareAddress.Length != 6)
        {
            throw new ArgumentException($"An entry of a forwarding database needs an address of 6 bytes, not {hardwareAddress.Length}.", nameof(hardwareAddress));
        }

        Link = link;
        HardwareAddress = hardwareAddress;
    }

    /// <summary>The port, the tunnel, or the bridge itself.</summary>
    public LinkIndex Link { get; }

    /// <summary>The address frames are for.</summary>
    public HardwareAddress HardwareAddress { get; }

    /// <summary>
    /// Whether the entry goes to the bridge of the port (<c>master</c>) instead of the link itself (<c>self</c>). A tunnel and a bridge keep entries
    /// themselves; a plain port keeps only the addresses it listens to.
    /// </summary>
    public bool InMaster { get; init; }

    /// <summary>How long it stays; by default <see cref="ForwardingEntryKind.Static"/>, where <c>bridge</c> has <c>local</c>.</summary>
    public ForwardingEntryKind Kind
    {
        get;
        init => field = value is ForwardingEntryKind.Dynamic or ForwardingEntryKind.Static or ForwardingEntryKind.Local
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Kind), value, "Only the kernel makes such entries.");
    } = ForwardingEntryKind.Static;

    /// <summary>Whether a program keeps the entry fresh. <c>extern_learn</c>.</summary>
    public bool IsExternallyLearned { get; init; }

    /// <summary>Whether it never moves to another port by learning. <c>sticky</c>.</summary>
    public bool IsSticky { get; init; }

    /// <summary>The VLAN it is for, 1 to 4094; by default none, or all of the port's when the bridge filters by VLAN. <c>vlan</c>.</summary>
    public int? Vlan
    {
        get;
        init
        {
            if (value is { } vlan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(vlan, 1, nameof(Vlan));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(vlan, LastVlan, nameof(Vlan));
            }

            field = value;
        }
    }

    /// <summary>The far end of a tunnel. <c>dst</c>.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>The UDP port of the far end; by default the tunnel's own. <c>port</c>.</summary>
    public ushort? DestinationPort { get; init; }

    /// <summary>The VXLAN network identifier to send with, of 24 bits; by default the tunnel's own. <c>vni</c>.</summary>
    public uint? Vni { get; init => field = CheckVni(value, nameof(Vni)); }

    /// <summary>The VXLAN network identifier it is for, on a tunnel that serves several. <c>src_vni</c>.</summary>
    public uint? SourceVni { get; init => field = CheckVni(value, nameof(SourceVni)); }

    /// <summary>The link tunnelled packets leave by. <c>via</c>.</summary>
    public LinkIndex? OutgoingLink { get; init; }

    /// <summary>The kernel's next hop object to use in place of <see cref="Destination"/>. <c>nhid</c>.</summary>
    public uint? NextHopId { get; init; }

    string IOperationSubject.Words =>
        $"{HardwareAddress} dev {Link}{(Destination is null ? "" : $" dst {Destination}")}{(Vlan is { } vlan ? $" vlan {vlan}" : "")} {(InMaster ? "master" : "self")}";

    private static uint? CheckVni(uint? vni, string parameter)
    {
        if (vni is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LastVni, parameter);
        }

        return vni;
    }
}
