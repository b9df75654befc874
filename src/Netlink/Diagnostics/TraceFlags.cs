using System.Globalization;
using System.Text;

namespace NetController.Netlink.Diagnostics;

/// <summary>The flags of a message by name; the upper byte means something else in each kind of message.</summary>
internal static class TraceFlags
{
    private static readonly (ushort Flag, string Name)[] Common =
        [(0x01, "NLM_F_REQUEST"), (0x02, "NLM_F_MULTI"), (0x04, "NLM_F_ACK"), (0x08, "NLM_F_ECHO"), (0x10, "NLM_F_DUMP_INTR"), (0x20, "NLM_F_DUMP_FILTERED")];

    private static readonly (ushort Flag, string Name)[] OfNew = [(0x100, "NLM_F_REPLACE"), (0x200, "NLM_F_EXCL"), (0x400, "NLM_F_CREATE"), (0x800, "NLM_F_APPEND")];

    private static readonly (ushort Flag, string Name)[] OfGet = [(0x300, "NLM_F_DUMP"), (0x100, "NLM_F_ROOT"), (0x200, "NLM_F_MATCH"), (0x400, "NLM_F_ATOMIC")];

    private static readonly (ushort Flag, string Name)[] OfDelete = [(0x100, "NLM_F_NONREC"), (0x200, "NLM_F_BULK")];

    private static readonly (ushort Flag, string Name)[] OfAnswer = [(0x100, "NLM_F_CAPPED"), (0x200, "NLM_F_ACK_TLVS")];

    internal static string Describe(ushort flags, string message)
    {
        var upper = message.StartsWith("NLMSG_", StringComparison.Ordinal) ? OfAnswer
            : message.Contains("_GET", StringComparison.Ordinal) ? OfGet
            : message.Contains("_DEL", StringComparison.Ordinal) || message.Contains("_DESTROY", StringComparison.Ordinal) ? OfDelete
            : OfNew;
        var text = new StringBuilder();
        Append(text, ref flags, Common);
        Append(text, ref flags, upper);
        if (flags != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" 0x{flags:x}");
        }

        return text.Length == 0 ? "no flags" : text.ToString(1, text.Length - 1);
    }

    private static void Append(StringBuilder text, ref ushort flags, ReadOnlySpan<(ushort Flag, string Name)> names)
    {
        foreach (var (flag, name) in names)
        {
            if ((flags & flag) == flag)
            {
                text.Append(' ').Append(name);
                flags &= (ushort)~flag;
            }
        }
    }
}
