using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>The subnet that the default bridge asks IPAM for.</summary>
/// <param name="Request">The request; without a subnet where IPAM is to choose one.</param>
/// <param name="Warnings">What was asked for and could not be followed, one sentence each.</param>
internal sealed record ElectedSubnet(SubnetRequest Request, ImmutableArray<string> Warnings);
