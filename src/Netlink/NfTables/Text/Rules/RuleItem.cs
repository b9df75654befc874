namespace NetController.Netlink.NfTables;

/// <summary>A match or statement of a rule.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Before">What was known of the protocols before it.</param>
internal sealed record RuleItem(string Text, ProtocolContext Before)
{
    /// <summary>What it states about protocols, if that is all it does, so that nft may do it by itself.</summary>
    internal Dependency? States { get; init; }

    /// <summary>The bytes that are compared with a constant; nft joins such matches.</summary>
    internal PayloadPlace? Compares { get; init; }

    /// <summary>Whether these are several matches that nft is to join.</summary>
    internal bool IsJoined { get; init; }

    /// <summary>Whether the bytes are compared for inequality.</summary>
    internal bool IsNegated { get; init; }

    /// <summary>The headers it needs to be known, in order.</summary>
    internal IReadOnlyList<ProtocolHeader> Needs { get; init; } = [];

    /// <summary>Whether nft puts what it needs at the beginning of the rule rather than right in front of it.</summary>
    internal bool NeedsAtBeginning { get; init; }
}
