using NetController.Netlink.Protocol;

namespace NetController.Netlink.Diagnostics;

/// <summary>A level of attributes: what they are called, and which hold further levels.</summary>
/// <param name="names">The enumeration of the attributes, or null where this library knows none.</param>
internal sealed class TraceLevel(Type? names)
{
    /// <summary>A level of which nothing is known.</summary>
    internal static readonly TraceLevel Unknown = new(null);

    private readonly Dictionary<ushort, TraceLevel> _below = [];
    private readonly Dictionary<ushort, (ushort Kind, Dictionary<string, TraceLevel> Levels)> _byKind = [];

    /// <summary>A structure that stands before the attributes, or null.</summary>
    internal TraceStructure? Structure { get; init; }

    /// <summary>Whether it is a row of hops, each with its length, instead of attributes.</summary>
    internal bool IsHops { get; init; }

    /// <summary>The attributes that are addresses: of 4 or 16 bytes IP addresses, of others hardware addresses.</summary>
    internal ushort[] Addresses { get; init; } = [];

    /// <summary>An attribute whose value means what another says, so that it is neither text nor number by itself; 0 for none.</summary>
    internal ushort Opaque { get; init; }

    /// <summary>Whether its numbers are in the machine's byte order although the subsystem speaks that of the network.</summary>
    internal bool IsHostOrder { get; init; }

    /// <summary>What an attribute is called.</summary>
    internal string NameOf(ushort type) => names is null ? $"attribute {type}" : AttributeName.Of(names, type);

    /// <summary>The level an attribute holds, or null where it holds a value or something unknown.</summary>
    /// <param name="type">The attribute.</param>
    /// <param name="kind">What the last attribute of this level that names a kind has said.</param>
    internal TraceLevel? Below(ushort type, string? kind) =>
        _below.TryGetValue(type, out var level) ? level
        : kind is not null && _byKind.TryGetValue(type, out var kinds) && kinds.Levels.TryGetValue(kind, out var ofKind) ? ofKind
        : null;

    /// <summary>Whether a value is to be left without interpretation.</summary>
    internal bool IsOpaque(ushort type) => type == Opaque && type != 0;

    /// <summary>Whether an attribute names the kind of what follows.</summary>
    internal bool NamesKind(ushort type) => _byKind.Values.Any(kinds => kinds.Kind == type);

    /// <summary>Says that an attribute holds a level.</summary>
    internal TraceLevel With<TAttribute>(TAttribute attribute, TraceLevel level)
        where TAttribute : unmanaged, Enum
    {
        _below[Number(attribute)] = level;
        return this;
    }

    /// <summary>Says that an attribute holds a level that another one names.</summary>
    internal TraceLevel With<TAttribute>(TAttribute attribute, TAttribute kind, Dictionary<string, TraceLevel> levels)
        where TAttribute : unmanaged, Enum
    {
        _byKind[Number(attribute)] = (Number(kind), levels);
        return this;
    }

    private static ushort Number<TAttribute>(TAttribute attribute)
        where TAttribute : unmanaged, Enum => System.Runtime.CompilerServices.Unsafe.BitCast<TAttribute, ushort>(attribute);
}
