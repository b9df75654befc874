namespace NetController;

/// <summary>A subnet shares addresses with another network, or with an address or route of the host.</summary>
/// <param name="subnet">The subnet that was asked for.</param>
/// <param name="with">The culprit: its subnet and what it is.</param>
public sealed class SubnetOverlapException(IPPrefix subnet, OccupiedPrefix with)
    : NetControllerException(ErrorKind.Conflict, $"subnet {subnet} overlaps {with.Prefix}, {with.Description}", "choose a subnet that overlaps neither another network nor the host's own addresses and routes, or none to have one chosen")
{
    /// <summary>The subnet that was asked for.</summary>
    public IPPrefix Subnet { get; } = subnet;

    /// <summary>The culprit.</summary>
    public OccupiedPrefix With { get; } = with;
}
