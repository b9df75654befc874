namespace NetController.Netlink.Conntrack;

/// <summary>Changes to a flow that go to the kernel in one request; what is null stays as it is.</summary>
public sealed record ConntrackUpdate
{
    /// <summary>The mark (<c>ct mark</c> of nft), as far as <see cref="MarkMask"/> reaches.</summary>
    public uint? Mark { get; init; }

    /// <summary>The bits of the mark that are set; the others stay as they are. All by default. Must have all bits of <see cref="Mark"/>.</summary>
    public uint MarkMask { get; init; } = uint.MaxValue;

    /// <summary>How long it stays without further packets, in whole seconds; the next packet sets it to what its protocol is given.</summary>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            if (value is { } given && (given < TimeSpan.Zero || given.TotalSeconds > int.MaxValue))
            {
                throw new ArgumentOutOfRangeException(nameof(Timeout), given, $"A timeout is 0 to {int.MaxValue} seconds.");
            }

            field = value;
        }
    }

    internal void Check()
    {
        if (Mark is { } mark && (mark & ~MarkMask) != 0)
        {
            throw new ArgumentException($"The mark 0x{mark:x} has bits outside of its mask 0x{MarkMask:x}.", nameof(MarkMask));
        }
    }
}
