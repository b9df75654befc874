using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes requests about routing rules; the attributes are those of <see cref="RoutingRule"/>.</summary>
internal static class RoutingRuleRequests
{
    /// <summary>Rejects what cannot be meant, before anything is sent.</summary>
    internal static void Check(RoutingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        CheckFamily(rule, rule.From);
        CheckFamily(rule, rule.To);
        var action = rule.Action ?? (rule.Target is null ? RoutingRuleAction.Lookup : RoutingRuleAction.GoTo);
        if (rule.Target is { } target && (action is not RoutingRuleAction.GoTo || (rule.Priority is { } own && target <= own)))
        {
            throw new ArgumentException($"A rule of priority {rule.Priority} that does {action} cannot go on with {target}: only forward, and only \"goto\" does.", nameof(rule));
        }

        if (rule.Action is RoutingRuleAction.GoTo && rule.Target is null)
        {
            throw new ArgumentException("A rule that goes on elsewhere needs the priority of its target.", nameof(rule));
        }

        if (rule.Table is { Value: 0 })
        {
            throw new ArgumentException("There is no table 0: leave it out for the main table.", nameof(rule));
        }

        if (rule.UsesLinkTable && rule.Table is not null)
        {
            throw new ArgumentException("A rule looks in a table or in that of the packet's link, not both.", nameof(rule));
        }

        if (rule.Action is RoutingRuleAction.Unspecified)
        {
            throw new ArgumentException("A rule needs an action; leave it out for \"lookup\".", nameof(rule));
        }

        CheckSuppression(rule);
    }

    internal static void Add(MessageBuilder request, RoutingRule rule)
    {
        var action = rule.Action ?? (rule.Target is null ? RoutingRuleAction.Lookup : RoutingRuleAction.GoTo);
        var table = rule.Table ?? (action is RoutingRuleAction.Lookup && !rule.UsesLinkTable ? RouteTable.Main : null);
        Write(request, rule, action, table, rule.Protocol ?? RouteProtocol.Boot);
    }

    internal static void Delete(MessageBuilder request, RoutingRule rule) =>
        Write(request, rule, rule.Action ?? RoutingRuleAction.Unspecified, rule.Table, rule.Protocol);

    internal static void List(MessageBuilder request, AddressFamily? family) => request.WriteHeader(new fib_rule_hdr { family = IpFamily.Of(family) });

    private static void Write(MessageBuilder request, RoutingRule rule, RoutingRuleAction action, RouteTable? table, RouteProtocol? protocol)
    {
        request.WriteHeader(new fib_rule_hdr
        {
            family = IpFamily.Of((AddressFamily?)rule.Family),
            src_len = (byte)(rule.From?.PrefixLength ?? 0),
            dst_len = (byte)(rule.To?.PrefixLength ?? 0),
            tos = rule.TypeOfService,
            action = (byte)action,
            flags = rule.IsInverted ? RoutingRule.InvertFlag : 0,
        });
        WriteNumber(request, FRA.PRIORITY, rule.Priority);
        WriteAddress(request, FRA.SRC, rule.From, rule.FromAddress);
        WriteAddress(request, FRA.DST, rule.To, rule.ToAddress);
        WriteName(request, FRA.IIFNAME, rule.IncomingLink);
        WriteName(request, FRA.OIFNAME, rule.OutgoingLink);
        WriteNumber(request, FRA.FWMARK, rule.Mark);
        WriteNumber(request, FRA.FWMASK, rule.MarkMask);
        WriteTransport(request, rule);
        WriteNumber(request, FRA.TABLE, table?.Value);
        WriteNumber(request, FRA.GOTO, rule.Target);
        WriteNumber(request, FRA.SUPPRESS_PREFIXLEN, (uint?)rule.SuppressPrefixLength);
        WriteNumber(request, FRA.SUPPRESS_IFGROUP, (uint?)rule.SuppressGroup);
        if (rule.UsesLinkTable)
        {
            request.WriteBoolean(FRA.L3MDEV, true);
        }

        if (protocol is { } maker)
        {
            request.WriteByte(FRA.PROTOCOL, (byte)maker);
        }
    }

    private static void WriteTransport(MessageBuilder request, RoutingRule rule)
    {
        if (rule.TransportProtocol is { } transport)
        {
            request.WriteByte(FRA.IP_PROTO, (byte)transport);
        }

        WritePorts(request, FRA.SPORT_RANGE, rule.SourcePorts);
        WritePorts(request, FRA.DPORT_RANGE, rule.DestinationPorts);
        if (rule.Users is { } users)
        {
            request.WriteStructure(FRA.UID_RANGE, new fib_rule_uid_range { start = users.First, end = users.Last });
        }
    }

    private static void WritePorts(MessageBuilder request, FRA attribute, PortRange? ports)
    {
        if (ports is { First: > 0 } range)
        {
            request.WriteStructure(attribute, new fib_rule_port_range { start = range.First, end = range.Last });
        }
    }

    private static void WriteAddress(MessageBuilder request, FRA attribute, IPNetwork? network, IPAddress? address)
    {
        if (network is { PrefixLength: > 0 } && address is not null)
        {
            request.WriteAddress(attribute, address);
        }
    }

    private static void WriteName(MessageBuilder request, FRA attribute, string? name)
    {
        if (name is not null)
        {
            request.WriteString(attribute, name);
        }
    }

    private static void WriteNumber(MessageBuilder request, FRA attribute, uint? value)
    {
        if (value is { } number)
        {
            request.WriteUInt32(attribute, number);
        }
    }

    private static void CheckFamily(RoutingRule rule, IPNetwork? network)
    {
        if (network is { } addresses && addresses.BaseAddress?.AddressFamily != rule.Family)
        {
            throw new ArgumentException($"A rule of {IpFamily.Name(IpFamily.Of((AddressFamily?)rule.Family))} cannot match {addresses}.", nameof(rule));
        }
    }

    private static void CheckSuppression(RoutingRule rule)
    {
        if (rule.SuppressPrefixLength is { } length && (length < 0 || length > IpFamily.Bits(IpFamily.Of((AddressFamily?)rule.Family))))
        {
            throw new ArgumentException($"A prefix of {length} bits cannot be suppressed.", nameof(rule));
        }

        if (rule.SuppressGroup is < 0)
        {
            throw new ArgumentException($"There is no link group {rule.SuppressGroup}.", nameof(rule));
        }
    }
}
