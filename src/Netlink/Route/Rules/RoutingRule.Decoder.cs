using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>
/// <code>
/// RTM_NEWRULE fib_rule_hdr
///   FRA_PRIORITY FRA_SRC FRA_DST FRA_IIFNAME FRA_OIFNAME FRA_FWMARK FRA_FWMASK FRA_IP_PROTO FRA_SPORT_RANGE FRA_DPORT_RANGE FRA_UID_RANGE
///   FRA_TABLE FRA_GOTO FRA_L3MDEV FRA_SUPPRESS_PREFIXLEN FRA_SUPPRESS_IFGROUP FRA_PROTOCOL
/// </code>
/// </content>
public sealed partial record RoutingRule
{
    /// <summary>FIB_RULE_INVERT, linux/fib_rules.h.</summary>
    internal const uint InvertFlag = 2;

    /// <summary>The kernel's "not set" of the two suppressions.</summary>
    private const uint NotSet = uint.MaxValue;

    private RoutingRule(MessageReader message, AddressFamily family)
    {
        var header = message.ReadHeader<fib_rule_hdr>();
        Family = family;
        Action = (RoutingRuleAction)header.action;
        IsInverted = (header.flags & InvertFlag) != 0;
        TypeOfService = header.tos;

        // The kernel leaves the priority out when it is 0.
        Priority = 0;
        uint table = header.table;
        var attributes = message.ReadAttributes<fib_rule_hdr, FRA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case FRA.PRIORITY: Priority = attributes.GetUInt32(); break;
                case FRA.SRC: (_from, FromAddress) = ReadNetwork(attributes.GetAddress(), header.family, header.src_len); break;
                case FRA.DST: (_to, ToAddress) = ReadNetwork(attributes.GetAddress(), header.family, header.dst_len); break;
                case FRA.IIFNAME: _incomingLink = attributes.GetString(); break;
                case FRA.OIFNAME: _outgoingLink = attributes.GetString(); break;
                case FRA.FWMARK: Mark = attributes.GetUInt32(); break;
                case FRA.FWMASK: MarkMask = attributes.GetUInt32(); break;
                case FRA.IP_PROTO: TransportProtocol = (IpProtocol)attributes.GetByte(); break;
                case FRA.SPORT_RANGE: SourcePorts = ReadPorts(attributes.GetStructure<fib_rule_port_range>()); break;
                case FRA.DPORT_RANGE: DestinationPorts = ReadPorts(attributes.GetStructure<fib_rule_port_range>()); break;
                case FRA.UID_RANGE: Users = ReadUsers(attributes.GetStructure<fib_rule_uid_range>()); break;
                case FRA.TABLE: table = attributes.GetUInt32(); break;
                case FRA.GOTO: Target = attributes.GetUInt32(); break;
                case FRA.L3MDEV: UsesLinkTable = attributes.GetBoolean(); break;
                case FRA.SUPPRESS_PREFIXLEN: SuppressPrefixLength = ReadSuppression(attributes.GetUInt32()); break;
                case FRA.SUPPRESS_IFGROUP: SuppressGroup = ReadSuppression(attributes.GetUInt32()); break;
                case FRA.PROTOCOL: Protocol = (RouteProtocol)attributes.GetByte(); break;
            }
        }

        Table = table == 0 ? null : new RouteTable(table);
    }

    /// <summary>Reads a rule; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static RoutingRule? Decode(MessageReader message) =>
        message.Type == (ushort)RTM.NEWRULE && IpFamily.ToAddressFamily(message.ReadHeader<fib_rule_hdr>().family) is { } family
            ? new RoutingRule(message, family)
            : null;

    private static (IPNetwork Network, IPAddress Address) ReadNetwork(IPAddress address, byte family, byte length) =>
        IpFamily.Of(address) == family && length <= IpFamily.Bits(family)
            ? (new IPNetwork(address, length), address)
            : throw new NetlinkProtocolException($"a rule of family {family} holds the addresses {address}/{length}");

    private static PortRange ReadPorts(fib_rule_port_range range) =>
        range.start > 0 && range.end >= range.start
            ? new PortRange(range.start, range.end)
            : throw new NetlinkProtocolException($"a rule holds the ports {range.start} to {range.end}");

    private static UserRange ReadUsers(fib_rule_uid_range range) =>
        range.end >= range.start ? new UserRange(range.start, range.end) : throw new NetlinkProtocolException($"a rule holds the users {range.start} to {range.end}");

    private static int? ReadSuppression(uint value) => value == NotSet ? null : unchecked((int)value);
}
