namespace NetController.Netlink;

/// <summary>A WireGuard tunnel to be made; <c>ip link add NAME type wireguard</c> (ip-link(8)). Its keys and peers are the business of wg(8).</summary>
public sealed record WireguardSpec : LinkSpec
{
    /// <summary>Names the link.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public WireguardSpec(string name)
        : base(name)
    {
    }

    internal override string Kind => LinkKind.Wireguard.Name;

    internal override bool HasData => false;

    internal override void EncodeData(MessageBuilder request)
    {
    }
}

/// <content>The WireGuard tunnel, which has no settings in link messages.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Wireguard = Register("wireguard", null, All);
}
