using System.Collections.Immutable;
using NetController.Sandboxes.Interior;

namespace NetController.Sandboxes;

/// <summary>The inside of one sandbox. One caller at a time: the holder of the sandbox's gate.</summary>
internal interface IInterior : IDisposable
{
    /// <summary>An operation begins: what earlier ones learnt of the interfaces may be wrong by now.</summary>
    void Begin();

    /// <summary>What is there now, of the interfaces named.</summary>
    InteriorView Observe(InteriorPlan wanted);

    /// <summary>The names of all interfaces.</summary>
    ImmutableArray<string> ListInterfaces();

    /// <summary>Makes one change; what is done already is done.</summary>
    void Apply(InteriorChange change);

    /// <summary>Tells the neighbours of an interface's addresses (gratuitous ARP, unsolicited neighbour advertisements).</summary>
    void Announce(string link, ImmutableArray<InterfaceAddress> addresses);

    /// <summary>What went through each interface.</summary>
    ImmutableArray<InterfaceStatistics> ReadStatistics();
}
