using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>The actions of a filter on the wire: <c>( n { TCA_ACT_KIND TCA_ACT_OPTIONS {…} } )*</c>, in which the numbers give the order from 1.</summary>
internal static class TrafficActionList
{
    /// <summary>TCA_ACT_MAX_PRIO, linux/pkt_cls.h.</summary>
    private const int Most = 32;

    internal static void Check(ValueList<TrafficAction> actions)
    {
        if (actions.Count > Most)
        {
            throw new ArgumentException($"A filter has at most {Most} actions, not {actions.Count}.", nameof(actions));
        }

        foreach (var action in actions)
        {
            action.Check();
        }
    }

    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, ValueList<TrafficAction> actions)
        where TAttribute : unmanaged, Enum
    {
        if (actions.Count == 0)
        {
            return;
        }

        using var list = request.Nest(attribute);
        for (var i = 0; i < actions.Count; i++)
        {
            using var entry = request.Nest((ActionOrder)(i + 1));
            request.WriteString(TCA_ACT.KIND, actions[i].Kind);
            using var options = request.Nest(TCA_ACT.OPTIONS);
            actions[i].Encode(request);
        }
    }

    internal static ValueList<TrafficAction> Read(AttributeReader<ActionOrder> entries)
    {
        var actions = ImmutableArray.CreateBuilder<TrafficAction>(1);
        while (entries.Read())
        {
            if (TrafficAction.Decode(entries.GetNested<TCA_ACT>()) is { } action)
            {
                actions.Add(action);
            }
        }

        return new ValueList<TrafficAction>(actions.ToImmutable());
    }

    /// <summary>The type of an entry is its place, from 1.</summary>
    internal enum ActionOrder : ushort;
}
