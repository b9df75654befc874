namespace NetController.Ipam;

/// <summary>The addresses that were released lately, the longest rested first.</summary>
internal sealed class RestingAddresses(TimeProvider time, TimeSpan quarantine)
{
    private readonly LinkedList<Rest> _order = new();
    private readonly Dictionary<UInt128, LinkedListNode<Rest>> _byAddress = [];
    private readonly Dictionary<Holder, List<UInt128>> _byHolder = [];

    /// <summary>The addresses that rest, the longest rested first.</summary>
    public IEnumerable<UInt128> Addresses => _order.Select(static rest => rest.Address);

    /// <summary>Lays an address to rest.</summary>
    public void Add(UInt128 address, Holder holder)
    {
        _byAddress.Add(address, _order.AddLast(new Rest(address, holder, time.GetTimestamp())));
        if (!_byHolder.TryGetValue(holder, out var addresses))
        {
            _byHolder.Add(holder, addresses = new List<UInt128>(capacity: 1));
        }

        addresses.Add(address);
    }

    /// <summary>Of the resting addresses of a holder the one that it released last; null where it has none.</summary>
    public UInt128? LastOf(Holder holder) => _byHolder.TryGetValue(holder, out var addresses) ? addresses[^1] : null;

    /// <summary>Ends the rest of an address, if it rests.</summary>
    public void Remove(UInt128 address)
    {
        if (!_byAddress.Remove(address, out var node))
        {
            return;
        }

        _order.Remove(node);
        var addresses = _byHolder[node.Value.Holder];
        addresses.Remove(address);
        if (addresses.Count == 0)
        {
            _byHolder.Remove(node.Value.Holder);
        }
    }

    /// <summary>Ends the rest of the longest rested address, if its time is over, and gives it.</summary>
    public UInt128? RemoveRested()
    {
        if (_order.First is not { Value: var oldest } || time.GetElapsedTime(oldest.Since) < quarantine)
        {
            return null;
        }

        Remove(oldest.Address);
        return oldest.Address;
    }

    private readonly record struct Rest(UInt128 Address, Holder Holder, long Since);
}
