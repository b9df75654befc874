using System.Net;

namespace NetController.Ipam;

/// <summary>A subnet that a network holds, with its leases. Not safe to use from several threads at once.</summary>
internal sealed class HeldPool
{
    private readonly Dictionary<UInt128, Holder> _leases = [];
    private readonly RestingAddresses _resting;

    // Reserved, held and resting addresses: what an untouched one must not be.
    private PrefixSet _unavailable;

    public HeldPool(AddressPool pool, NetworkId network, string networkName, RestingAddresses resting)
    {
        (Pool, Network, NetworkName, _resting) = (pool, network, networkName, resting);
        _unavailable = PrefixSet.Empty(Subnet.Family);
        foreach (var reserved in SubnetLimits.Reserved(Subnet))
        {
            _unavailable = _unavailable.Add(reserved);
        }
    }

    public AddressPool Pool { get; }

    public NetworkId Network { get; }

    public string NetworkName { get; }

    public IPPrefix Subnet => Pool.Subnet;

    private IPPrefix Range => Pool.Range ?? Subnet;

    /// <summary>Takes an address; see <see cref="IIpamDriver.RequestAddressAsync"/>.</summary>
    public InterfaceAddress Take(AddressRequest request)
    {
        WakeRested();
        var holder = new Holder(request.Kind, request.Owner);
        var number = request.Address is { } wanted ? Claim(wanted) : Choose(holder);
        _resting.Remove(number);
        _leases.Add(number, holder);
        _unavailable = _unavailable.Add(number);
        return new InterfaceAddress(Subnet.Family.ToAddress(number), Subnet.Length);
    }

    /// <summary>Lays a held address to rest; any other is left as it is.</summary>
    public void Release(IPAddress address)
    {
        if (Subnet.Contains(address) && _leases.Remove(address.Normalized().ToNumber(), out var holder))
        {
            _resting.Add(address.Normalized().ToNumber(), holder);
        }
    }

    /// <summary>The counts of the moment.</summary>
    public PoolStatus Status()
    {
        WakeRested();
        var range = Range;
        var last = range.Last - range.First;
        var size = last == UInt128.MaxValue ? last : last + 1;
        var resting = _resting.Addresses.ToList();
        var gone = _leases.Keys.Concat(resting).Count(range.Contains);
        foreach (var reserved in SubnetLimits.Reserved(Subnet))
        {
            gone += range.Contains(reserved) ? 1 : 0;
        }

        var free = size - (UInt128)gone;
        return new PoolStatus(
            Pool, Network, NetworkName, (ulong)_leases.Count, (ulong)resting.Count, free > ulong.MaxValue ? ulong.MaxValue : (ulong)free);
    }

    private UInt128 Claim(IPAddress wanted)
    {
        if (SubnetLimits.Problem(Subnet, wanted) is { } problem)
        {
            throw new InvalidRequestException(
                $"address {wanted} for network '{NetworkName}'", problem, $"choose another address of {Subnet} or none to have one chosen");
        }

        var number = wanted.Normalized().ToNumber();
        return _leases.TryGetValue(number, out var holder)
            ? throw new AddressInUseException(wanted.Normalized(), holder.Describe(NetworkName))
            : number;
    }

    private UInt128 Choose(Holder holder)
    {
        if (_resting.LastOf(holder) is { } own)
        {
            return own;
        }

        if (_unavailable.LowestFreeAddress(Range) is { } free)
        {
            return free;
        }

        // An address that has rested too little is better than none: a subnet of one endpoint must survive its replacement.
        foreach (var resting in _resting.Addresses)
        {
            if (Range.Contains(resting))
            {
                return resting;
            }
        }

        var where = Range == Subnet ? $"subnet {Subnet}" : $"range {Range} of subnet {Subnet}";
        throw new ResourceExhaustedException(
            $"no address of {where} is free: network '{NetworkName}' holds {_leases.Keys.Count(Range.Contains)} of them",
            Range == Subnet
                ? "disconnect an endpoint, or create the network with a larger subnet"
                : "disconnect an endpoint, ask for an address outside the range, or create the network with a larger range");
    }

    private void WakeRested()
    {
        while (_resting.RemoveRested() is { } rested)
        {
            _unavailable = _unavailable.Remove(rested);
        }
    }
}
