using System.Net;
using NetController.Ipam;

namespace NetController.Controller.Tests.Fakes;

/// <summary>An IPAM driver of another name, which knows nothing of what the default one holds.</summary>
internal sealed class OtherIpamDriver(IIpamDriver inner) : IIpamDriver
{
    public const string OwnName = "other";

    public string Name => OwnName;

    public ValueTask<AddressPool> RequestPoolAsync(PoolRequest request, CancellationToken cancellationToken) => inner.RequestPoolAsync(request, cancellationToken);

    public ValueTask ReleasePoolAsync(PoolId pool, CancellationToken cancellationToken) => inner.ReleasePoolAsync(pool, cancellationToken);

    public ValueTask<InterfaceAddress> RequestAddressAsync(PoolId pool, AddressRequest request, CancellationToken cancellationToken) =>
        inner.RequestAddressAsync(pool, request, cancellationToken);

    public ValueTask ReleaseAddressAsync(PoolId pool, IPAddress address, CancellationToken cancellationToken) => inner.ReleaseAddressAsync(pool, address, cancellationToken);

    public IpamStatus GetStatus() => inner.GetStatus();
}
