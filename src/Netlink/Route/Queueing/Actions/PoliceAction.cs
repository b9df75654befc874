using System.Runtime.InteropServices;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Policing: what is faster than a rate, with bursts, gets another verdict; nothing waits. <c>action police rate RATE burst BYTES conform-exceed drop/ok</c> (tc-police(8)).
/// </summary>
/// <remarks>The kernel keeps a burst as a time, in steps of 64 ns at the rate: what is read may differ from what was asked for by that much.</remarks>
public sealed record PoliceAction : TrafficAction
{
    /// <summary>The entries of the table of transmission times, which kernels insist on although they compute the times themselves.</summary>
    private const int TableEntries = 256;

    /// <summary>Begins with what is always needed.</summary>
    /// <param name="rate">The rate that conforms.</param>
    /// <param name="burst">The bytes that conform at once after a pause; at least the longest packet.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is 0.</exception>
    public PoliceAction(DataRate rate, uint burst)
        : base(TrafficActionKind.Police)
    {
        RateWriter.CheckRate(rate, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfZero(burst);
        Rate = rate;
        Burst = burst;
    }

    // TCA_ACT_OPTIONS { TCA_POLICE_TBF TCA_POLICE_RESULT TCA_POLICE_RATE64 }
    private PoliceAction(ReadOnlySpan<byte> options)
        : base(TrafficActionKind.Police)
    {
        var parameters = default(tc_police);
        ulong? rate = null;
        var attributes = new AttributeReader<TCA_POLICE>(options);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_POLICE.TBF: parameters = attributes.GetStructure<tc_police>(); break;
                case TCA_POLICE.RESULT: Conforming = (TrafficVerdict)attributes.GetInt32(); break;
                case TCA_POLICE.RATE64: rate = attributes.GetUInt64(); break;
            }
        }

        Rate = new DataRate(rate ?? parameters.rate.rate);
        Burst = Rate.ToBytes(parameters.burst);
        LongestPacket = parameters.mtu;
        Exceeding = (TrafficVerdict)parameters.action;
    }

    /// <summary>The rate that conforms.</summary>
    public DataRate Rate { get; }

    /// <summary>The bytes that conform at once after a pause. <c>burst</c>.</summary>
    public uint Burst { get; }

    /// <summary>
    /// The longest packet that conforms, in bytes; by default <see cref="Burst"/>, since a longer one never does. <c>mtu</c>, for which <c>tc</c> has 2,040,
    /// so that its limits drop jumbo frames.
    /// </summary>
    public uint? LongestPacket { get; init; }

    /// <summary>What becomes of packets within the rate; by default they pass.</summary>
    public TrafficVerdict Conforming { get; init; }

    /// <summary>What becomes of packets beyond it; by default they are dropped.</summary>
    public TrafficVerdict Exceeding { get; init; } = TrafficVerdict.Drop;

    internal static PoliceAction Decode(ReadOnlySpan<byte> options) => new(options);

    internal override void Encode(MessageBuilder request)
    {
        var longest = LongestPacket ?? Burst;
        var cell = CellSize(longest);
        var rate = RateWriter.ToWire(Rate);
        rate.cell_log = cell;
        rate.cell_align = -1;
        request.WriteStructure(TCA_POLICE.TBF, new tc_police { action = (int)Exceeding, burst = Rate.ToTicks(Burst), mtu = longest, rate = rate });
        WriteTable(request, cell);
        if (RateWriter.IsWide(Rate))
        {
            request.WriteUInt64(TCA_POLICE.RATE64, Rate.BytesPerSecond);
        }

        if (Conforming is not TrafficVerdict.Accept)
        {
            request.WriteInt32(TCA_POLICE.RESULT, (int)Conforming);
        }
    }

    /// <summary>The size of a step of the table, as a power of two: 256 of them reach to the longest packet.</summary>
    private static byte CellSize(uint longest)
    {
        byte log = 3;
        while (longest >> log > TableEntries - 1)
        {
            log++;
        }

        return log;
    }

    private void WriteTable(MessageBuilder request, byte cell)
    {
        Span<uint> table = stackalloc uint[TableEntries];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = Rate.ToTicks((ulong)(i + 1) << cell);
        }

        request.WriteBytes(TCA_POLICE.RATE, MemoryMarshal.AsBytes(table));
    }
}

/// <content>Policing.</content>
internal static partial class TrafficActionKind
{
    internal static readonly string Police = All.Register("police", PoliceAction.Decode);
}
