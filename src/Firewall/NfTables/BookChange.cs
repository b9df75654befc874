namespace NetController.Firewall.NfTables;

/// <summary>What a change of policies means for a <see cref="TableBook"/>, worked out before anything is done.</summary>
internal sealed class BookChange
{
    /// <summary>The networks it concerns, with their policies after it; null for one that goes.</summary>
    public Dictionary<NetworkId, NetworkPolicy?> Networks { get; } = [];

    /// <summary>The endpoints it concerns, with their policies after it; null for one that goes.</summary>
    public Dictionary<EndpointId, EndpointPolicy?> Endpoints { get; } = [];

    /// <summary>The elements that it concerns.</summary>
    public Dictionary<ElementKey, ElementChange> Elements { get; } = [];

    /// <summary>What serves all networks after it.</summary>
    public required HostPolicy Host { get; init; }

    /// <summary>How many networks there are after it.</summary>
    public int NetworkCount { get; set; }

    /// <summary>Whether nothing of ours is needed in the kernel after it.</summary>
    public bool IsEmpty => NetworkCount == 0 && Host is { GuardIPv4: false, GuardIPv6: false };
}
