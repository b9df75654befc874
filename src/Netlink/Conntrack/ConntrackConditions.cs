using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>What a filter asks of one direction of a flow; null is no condition.</summary>
internal readonly record struct ConntrackConditions(IpProtocol? Protocol, IPNetwork? Source, IPNetwork? Destination, ushort? SourcePort, ushort? DestinationPort)
{
    /// <summary>Whether one of the two addresses is of a network.</summary>
    internal static bool HoldsOne(IPNetwork network, in ConntrackTupleView tuple) => Holds(network, tuple.Source) || Holds(network, tuple.Destination);

    internal bool Match(in ConntrackTupleView tuple) =>
        (Protocol is null || tuple.Protocol == Protocol)
        && (SourcePort is null || tuple.SourcePort == SourcePort)
        && (DestinationPort is null || tuple.DestinationPort == DestinationPort)
        && (Source is not { } source || Holds(source, tuple.Source))
        && (Destination is not { } destination || Holds(destination, tuple.Destination));

    /// <summary>Which of the conditions the kernel checks, and checks rightly.</summary>
    internal ConntrackTupleFields ForKernel(AddressFamily family)
    {
        var fields = Protocol is null ? ConntrackTupleFields.None : ConntrackTupleFields.Protocol;

        // Kernels up to 6.18 at least leave out the flows that have the IPv6 address asked for and keep the others.
        if (family is AddressFamily.InterNetwork)
        {
            fields |= IsOne(Source) ? ConntrackTupleFields.Source : ConntrackTupleFields.None;
            fields |= IsOne(Destination) ? ConntrackTupleFields.Destination : ConntrackTupleFields.None;
        }

        // Ports of protocols other than these are taken and then forgotten.
        if (Protocol is IpProtocol.Tcp or IpProtocol.Udp)
        {
            fields |= SourcePort is null ? ConntrackTupleFields.None : ConntrackTupleFields.SourcePort;
            fields |= DestinationPort is null ? ConntrackTupleFields.None : ConntrackTupleFields.DestinationPort;
        }

        return fields;
    }

    /// <summary>Writes the conditions in these fields as the content of a tuple.</summary>
    internal void Write(MessageBuilder request, ConntrackTupleFields fields)
    {
        if ((fields & (ConntrackTupleFields.Source | ConntrackTupleFields.Destination)) != 0)
        {
            using (request.Nest(CTA_TUPLE.IP))
            {
                if ((fields & ConntrackTupleFields.Source) != 0)
                {
                    request.WriteAddress(CTA_IP.V4_SRC, Source!.Value.BaseAddress);
                }

                if ((fields & ConntrackTupleFields.Destination) != 0)
                {
                    request.WriteAddress(CTA_IP.V4_DST, Destination!.Value.BaseAddress);
                }
            }
        }

        if ((fields & ConntrackTupleFields.Protocol) != 0)
        {
            using (request.Nest(CTA_TUPLE.PROTO))
            {
                request.WriteByte(CTA_PROTO.NUM, (byte)Protocol!.Value);
                WritePorts(request, fields);
            }
        }
    }

    private void WritePorts(MessageBuilder request, ConntrackTupleFields fields)
    {
        if ((fields & ConntrackTupleFields.SourcePort) != 0)
        {
            request.WriteUInt16BigEndian(CTA_PROTO.SRC_PORT, SourcePort!.Value);
        }

        if ((fields & ConntrackTupleFields.DestinationPort) != 0)
        {
            request.WriteUInt16BigEndian(CTA_PROTO.DST_PORT, DestinationPort!.Value);
        }
    }

    private static bool IsOne(IPNetwork? network) => network is { PrefixLength: 32 };

    private static bool Holds(IPNetwork network, ReadOnlySpan<byte> address)
    {
        Span<byte> start = stackalloc byte[16];
        if (!network.BaseAddress.TryWriteBytes(start, out var length) || length != address.Length)
        {
            return false;
        }

        var whole = network.PrefixLength / 8;
        var rest = network.PrefixLength % 8;
        return start[..whole].SequenceEqual(address[..whole]) && (rest == 0 || ((start[whole] ^ address[whole]) >> (8 - rest)) == 0);
    }
}
