namespace NetController.Netlink.Protocol;

/// <summary>Messages and attributes start at multiples of four bytes (<c>NLMSG_ALIGN</c>, <c>NLA_ALIGN</c>).</summary>
internal static class Alignment
{
    internal static int Up(int length) => (length + 3) & ~3;
}
