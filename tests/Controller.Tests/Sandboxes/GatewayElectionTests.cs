using System.Net;
using NetController.Sandboxes.Interior;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>Who gives a sandbox the way to everywhere.</summary>
[TestFixture]
internal sealed class GatewayElectionTests
{
    private static readonly GatewayCandidate Plain = Candidate("b");

    private static IEnumerable<TestCaseData> Table =>
    [
        Case("the higher priority before all else", IPFamily.IPv4, "z", Plain, Candidate("z") with { Priority = 1, IsInternal = true, IPv6 = null }),
        Case("a negative priority after the default one", IPFamily.IPv4, "b", Candidate("a") with { Priority = -1 }, Plain),
        Case("a network that leads outside before an internal one", IPFamily.IPv4, "b", Candidate("a") with { IsInternal = true }, Plain),
        Case("both families before one", IPFamily.IPv4, "b", Candidate("a") with { IPv6 = null }, Plain),
        Case("the name that comes first", IPFamily.IPv4, "a", Plain, Candidate("a")),
        Case("names by their characters' numbers", IPFamily.IPv4, "Z", Candidate("a"), Candidate("Z")),
        Case("only those with a gateway of the family", IPFamily.IPv6, "c", Candidate("a") with { IPv6 = null, Priority = 9 }, Candidate("c")),
        Case("each family its own", IPFamily.IPv4, "a", Candidate("a") with { IPv6 = null, Priority = 9 }, Candidate("c")),
        Case("one alone", IPFamily.IPv6, "b", Plain),
        Case("nobody", IPFamily.IPv6, null, Candidate("a") with { IPv6 = null }),
        Case("nobody at all", IPFamily.IPv4, null),
    ];

    [TestCaseSource(nameof(Table))]
    public void The_gateway_is_chosen_by(IPFamily family, string? winner, GatewayCandidate[] candidates)
    {
        Assert.That(GatewayElection.Elect(candidates, family)?.Network, Is.EqualTo(winner));
        Assert.That(GatewayElection.Elect([.. candidates.Reverse()], family)?.Network, Is.EqualTo(winner), "whatever the order of attachment");
    }

    private static GatewayCandidate Candidate(string network) =>
        new($"if-{network}", network, Priority: 0, IsInternal: false, IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1"));

    private static TestCaseData Case(string rule, IPFamily family, string? winner, params GatewayCandidate[] candidates) =>
        new TestCaseData(family, winner, candidates).SetArgDisplayNames(rule);
}
