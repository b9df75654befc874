using System.Buffers.Binary;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes requests about queueing: <c>tcmsg TCA_KIND TCA_CHAIN TCA_OPTIONS {…}</c>.</summary>
internal static class TrafficRequests
{
    internal static void Name(MessageBuilder request, LinkIndex link, TrafficHandle parent, TrafficHandle handle) => request.WriteHeader(new tcmsg
    {
        tcm_ifindex = link.Value,
        tcm_parent = parent.Value,
        tcm_handle = handle.Value,
    });

    internal static void Write(MessageBuilder request, QdiscSpec spec)
    {
        Name(request, spec.Link, spec.Parent, spec.Handle);
        request.WriteString(TCA.KIND, spec.Options.Kind);
        if (!spec.Options.IsIngress)
        {
            using var options = request.Nest(TCA.OPTIONS);
            spec.Options.Encode(request);
        }
    }

    internal static void Write(MessageBuilder request, TrafficClassSpec spec)
    {
        Name(request, spec.Link, spec.Parent, spec.Handle);
        request.WriteString(TCA.KIND, spec.Options.Kind);
        using var options = request.Nest(TCA.OPTIONS);
        spec.Options.Encode(request);
    }

    internal static void Write(MessageBuilder request, TrafficFilterSpec spec)
    {
        NameFilter(request, spec.Link, spec.Parent, spec.Priority ?? 0, spec.Protocol, spec.Handle);
        request.WriteString(TCA.KIND, spec.Options.Kind);
        if (spec.Chain > 0)
        {
            request.WriteUInt32(TCA.CHAIN, spec.Chain);
        }

        using var options = request.Nest(TCA.OPTIONS);
        spec.Options.Encode(request);
    }

    internal static void NameFilter(MessageBuilder request, LinkIndex link, TrafficHandle parent, ushort priority, ushort protocol, uint handle) =>
        request.WriteHeader(new tcmsg
        {
            tcm_ifindex = link.Value,
            tcm_parent = parent.Value,
            tcm_handle = handle,
            tcm_info = ((uint)priority << 16) | BinaryPrimitives.ReverseEndianness(protocol),
        });

    internal static void CheckFilters(LinkIndex link, ushort priority, uint handle)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        if (handle != 0 && priority == 0)
        {
            throw new ArgumentException("A filter is named by its priority and handle; a handle alone says too little.", nameof(priority));
        }
    }

    internal static void CheckReplacement(TrafficFilterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Priority is null)
        {
            throw new ArgumentException("A filter without a priority is always a new one: give the priority of the one to replace.", nameof(spec));
        }
    }
}
