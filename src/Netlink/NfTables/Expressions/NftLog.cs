using System.Text;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Writes a line to the kernel's log, or hands the packet to a program through a netlink group; <c>log prefix "x" level info</c>, <c>log group 3</c>.</summary>
public sealed record NftLog : NftExpression
{
    /// <summary>NF_LOG_PREFIXLEN without the terminating zero.</summary>
    private const int MaximumPrefix = 127;

    /// <summary>A text of up to 127 bytes in front, or null.</summary>
    /// <exception cref="ArgumentException">The text is longer, or holds a quotation mark, a line end or a zero character.</exception>
    public string? Prefix { get; init => field = CheckPrefix(value); }

    /// <summary>The netlink group that gets the packet instead of the log, or null.</summary>
    public ushort? Group { get; init; }

    /// <summary>The bytes of the packet that the group gets; null for all. Needs <see cref="Group"/>.</summary>
    public uint? SnapLength { get; init; }

    /// <summary>After how many packets the group gets them, so that it wakes less often; null for each at once. Needs <see cref="Group"/>.</summary>
    public ushort? QueueThreshold { get; init => field = value is 0 ? null : value; }

    /// <summary>The severity of the line; null for the kernel's default, which is <see cref="NftLogLevel.Warning"/> and also read back as null. Not with <see cref="Group"/>.</summary>
    public NftLogLevel? Level { get; init => field = value is NftLogLevel.Warning ? null : value; }

    /// <summary>What the line shows besides the addresses. Not with <see cref="Group"/>.</summary>
    public NftLogFlags Flags { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Log.Name;

    internal override void Check()
    {
        if (Group is null ? SnapLength is not null || QueueThreshold is not null : Level is not null || Flags is not NftLogFlags.None)
        {
            throw new ArgumentException("A log statement with a group has a length and a threshold, one without has a level and flags.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_LOG_PREFIX NFTA_LOG_GROUP NFTA_LOG_SNAPLEN NFTA_LOG_QTHRESHOLD NFTA_LOG_LEVEL NFTA_LOG_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        if (Prefix is not null)
        {
            request.WriteString(NFTA_LOG.PREFIX, Prefix);
        }

        if (Group is { } group)
        {
            request.WriteUInt16BigEndian(NFTA_LOG.GROUP, group);
        }

        if (SnapLength is { } snapLength)
        {
            request.WriteUInt32BigEndian(NFTA_LOG.SNAPLEN, snapLength);
        }

        if (QueueThreshold is { } threshold)
        {
            request.WriteUInt16BigEndian(NFTA_LOG.QTHRESHOLD, threshold);
        }

        if (Level is { } level)
        {
            request.WriteUInt32BigEndian(NFTA_LOG.LEVEL, (uint)level);
        }

        if (Flags is not NftLogFlags.None)
        {
            request.WriteUInt32BigEndian(NFTA_LOG.FLAGS, (uint)Flags);
        }
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var log = new NftLog();
        var reader = new AttributeReader<NFTA_LOG>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_LOG.PREFIX: log = log with { Prefix = reader.GetString() }; break;
                case NFTA_LOG.GROUP: log = log with { Group = reader.GetUInt16BigEndian() }; break;
                case NFTA_LOG.SNAPLEN: log = log with { SnapLength = reader.GetUInt32BigEndian() }; break;
                case NFTA_LOG.QTHRESHOLD: log = log with { QueueThreshold = reader.GetUInt16BigEndian() }; break;
                case NFTA_LOG.LEVEL: log = log with { Level = (NftLogLevel)reader.GetUInt32BigEndian() }; break;
                case NFTA_LOG.FLAGS: log = log with { Flags = (NftLogFlags)reader.GetUInt32BigEndian() }; break;
                default: return null;
            }
        }

        return log;
    }

    private static string? CheckPrefix(string? prefix)
    {
        if (prefix is null)
        {
            return null;
        }

        return Encoding.UTF8.GetByteCount(prefix) is var bytes && bytes > MaximumPrefix
            ? throw new ArgumentException($"The prefix has {bytes} bytes, and {MaximumPrefix} is the limit.", nameof(prefix))
            : prefix.AsSpan().ContainsAny('"', '\0', '\n')
                ? throw new ArgumentException("A prefix cannot hold a quotation mark, a line end or a zero character.", nameof(prefix))
                : prefix;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Log = Register("log", NftLog.Decode);
}
