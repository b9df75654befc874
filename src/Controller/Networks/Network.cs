using NetController.Drivers;
using NetController.State;

namespace NetController;

/// <summary>
/// A network of a controller. There is one live object per id; its properties show the last completed operation and never block.
/// </summary>
public sealed class Network
{
    private volatile StoredNetwork _record;
    private volatile IDriverNetwork? _handle;

    internal Network(StoredNetwork record, string? linkName) => (_record, ClaimedLink) = (record, linkName);

    /// <summary>The network's identity.</summary>
    public NetworkId Id => _record.Id;

    /// <summary>The network's name.</summary>
    public string Name => _record.Name;

    /// <summary>Everything that is stored about the network, as of the last completed operation.</summary>
    public StoredNetwork Record => _record;

    /// <summary>The host link of the network, such as a bridge; null where it has none or its driver is missing.</summary>
    public string? LinkName => _handle?.LinkName;

    /// <summary>The driver's handle; null where the network could not be opened.</summary>
    internal IDriverNetwork? Handle => _handle;

    /// <summary>The link name that the network holds against others; null where it has none.</summary>
    internal string? ClaimedLink { get; private set; }

    /// <summary>One operation at a time changes a network.</summary>
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    internal void Open(IDriverNetwork handle)
    {
        _handle = handle;
        ClaimedLink = handle.LinkName;
    }

    internal void Publish(StoredNetwork record) => _record = record;
}
