namespace NetController.Netlink;

/// <summary>A tun or tap device to be made or opened by <see cref="TunDevice"/>; the words are those of <c>ip tuntap add</c>.</summary>
public sealed record TunSpec : IOperationSubject
{
    /// <summary>Names the device.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="mode">Whether it carries packets or frames.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public TunSpec(string name, TunMode mode)
    {
        Name = LinkName.Check(name, nameof(name));
        Mode = Limit.Known<TunMode>(mode, nameof(mode))!.Value;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whether it carries packets or frames. <c>mode</c>.</summary>
    public TunMode Mode { get; }

    /// <summary>The user id that may open it besides root. <c>user</c>.</summary>
    public uint? Owner { get; init; }

    /// <summary>The group id that may open it besides root. <c>group</c>.</summary>
    public uint? Group { get; init; }

    /// <summary>Whether four bytes with flags and protocol stand before each packet. <c>pi</c>.</summary>
    public bool PacketInformation { get; init; }

    /// <summary>Whether a virtio header stands before each packet. <c>vnet_hdr</c>.</summary>
    public bool VirtioHeader { get; init; }

    /// <summary>Whether several programs, or threads, may open it at once. <c>multi_queue</c>.</summary>
    public bool MultiQueue { get; init; }

    string IOperationSubject.Words => $"dev {Name} mode {(Mode is TunMode.Tap ? "tap" : "tun")}";
}
