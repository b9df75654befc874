using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>What makes a chain a base chain, which the kernel calls by itself; <c>type filter hook forward priority 0; policy accept;</c>.</summary>
/// <param name="Type">What it may do.</param>
/// <param name="Hook">Where it stands.</param>
/// <param name="Priority">Its place among the chains of the same hook, lowest first; see <see cref="NftPriority"/>.</param>
public sealed record NftBaseChain(NftChainType Type, NftHook Hook, int Priority)
{
    /// <summary>What becomes of packets at its end; default accept.</summary>
    public NftPolicy Policy { get; init; }

    /// <summary>The devices it stands at, for the hooks ingress and egress; otherwise empty.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Equality by value.</summary>
    /// <param name="other">Another.</param>
    /// <returns>True when all properties are equal.</returns>
    public bool Equals(NftBaseChain? other) => other is not null && Type == other.Type && Hook == other.Hook && Priority == other.Priority
        && Policy == other.Policy && Devices.AsSpan().SequenceEqual(other.Devices.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Hook, Priority, Policy, Devices.Length);
}
