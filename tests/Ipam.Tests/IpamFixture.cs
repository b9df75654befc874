using Microsoft.Extensions.Time.Testing;

namespace NetController.Ipam.Tests;

/// <summary>A driver on a clock that tests move, and the requests that tests make of it in one word.</summary>
internal sealed class IpamFixture
{
    private static readonly InstanceId Instance = InstanceId.Parse(new string('0', 63) + "1");
    private int _networks;

    public IpamFixture(params string[] pools)
        : this(new IpamOptions { Pools = pools.Select(AddressPoolTemplate.Parse).ToEquatableArray() })
    {
    }

    public IpamFixture(IpamOptions options) => Driver = new DefaultIpamDriver(new IpamContext(Instance, Time), options);

    public FakeTimeProvider Time { get; } = new();

    public DefaultIpamDriver Driver { get; }

    public PoolStatus OnlyPool => Driver.GetStatus().Pools.Single();

    public static OccupiedPrefix Occupied(string prefix, OccupantKind kind, string description) => new(IPPrefix.Parse(prefix), kind, description);

    public PoolRequest Ask(IPFamily family, string? name = null)
    {
        var number = Interlocked.Increment(ref _networks);
        return new PoolRequest(family, NetworkId.Parse(number.ToString("x12") + new string('0', 52)), name ?? $"net{number}");
    }

    public AddressPool Take(PoolRequest request) => Done(Driver.RequestPoolAsync(request, CancellationToken.None));

    /// <summary>Takes a subnet by name.</summary>
    public AddressPool Take(string subnet, string? range = null, string? name = null)
    {
        var wanted = IPPrefix.Parse(subnet);
        return Take(Ask(wanted.Family, name) with { Subnet = wanted, Range = range is null ? null : IPPrefix.Parse(range) });
    }

    /// <summary>Has an IPv4 subnet chosen.</summary>
    public string Choose(int? length = null, params OccupiedPrefix[] occupied) => Choose(IPFamily.IPv4, length, occupied);

    public string Choose(IPFamily family, int? length = null, params OccupiedPrefix[] occupied) =>
        Take(Ask(family) with { PrefixLength = length, Occupied = [.. occupied] }).Subnet.ToString();

    public void Drop(AddressPool pool) => Done(Driver.ReleasePoolAsync(pool.Id, CancellationToken.None));

    /// <summary>Takes an address for an endpoint.</summary>
    public string Lease(AddressPool pool, string owner, string? address = null, LeaseKind kind = LeaseKind.Endpoint)
    {
        var request = new AddressRequest(kind, owner, address is null ? null : AddressText.Parse(address));
        return Done(Driver.RequestAddressAsync(pool.Id, request, CancellationToken.None)).ToString();
    }

    public void Release(AddressPool pool, string address) =>
        Done(Driver.ReleaseAddressAsync(pool.Id, AddressText.Parse(address.Split('/')[0]), CancellationToken.None));

    // The driver promises to be done when a call returns.
    private static T Done<T>(ValueTask<T> call) =>
        call.IsCompleted ? call.AsTask().GetAwaiter().GetResult() : throw new InvalidOperationException("The call did not complete at once.");

    private static void Done(ValueTask call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The call did not complete at once.");
        }
    }
}
