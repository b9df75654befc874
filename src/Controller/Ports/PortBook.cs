using System.Net;
using System.Runtime.InteropServices;

namespace NetController.Ports;

/// <summary>
/// Which endpoint has which ports of the host. The unspecified address of a family collides with every address of it. Claims cost what
/// their own ports cost, whatever is claimed already.
/// </summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class PortBook
{
    private readonly Dictionary<(TransportProtocol Protocol, int Port), List<Claimed>> _claims = [];
    private readonly Dictionary<EndpointId, List<Taken>> _byEndpoint = [];

    /// <summary>The first port of a range that somebody has on an address that collides; null where all are free.</summary>
    public PortClaim? FindConflict(TransportProtocol protocol, IPAddress address, PortRange ports)
    {
        for (var port = ports.First; port <= ports.Last; port++)
        {
            if (_claims.TryGetValue((protocol, port), out var claimed))
            {
                foreach (var claim in claimed)
                {
                    if (Collide(claim.Address, address))
                    {
                        return new PortClaim(port, claim.Endpoint);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Takes ports for an endpoint; whether they are free has been asked already.</summary>
    public void Claim(EndpointId endpoint, TransportProtocol protocol, IPAddress address, PortRange ports)
    {
        for (var port = ports.First; port <= ports.Last; port++)
        {
            ref var claimed = ref CollectionsMarshal.GetValueRefOrAddDefault(_claims, (protocol, port), out _);
            (claimed ??= new List<Claimed>(1)).Add(new Claimed(address, endpoint));
        }

        ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(_byEndpoint, endpoint, out _);
        (taken ??= []).Add(new Taken(protocol, ports));
    }

    /// <summary>Gives back all that an endpoint has.</summary>
    public void Release(EndpointId endpoint)
    {
        if (!_byEndpoint.Remove(endpoint, out var taken))
        {
            return;
        }

        foreach (var (protocol, ports) in taken)
        {
            for (var port = ports.First; port <= ports.Last; port++)
            {
                if (_claims.TryGetValue((protocol, port), out var claimed) && claimed.RemoveAll(claim => claim.Endpoint == endpoint) > 0 && claimed.Count == 0)
                {
                    _claims.Remove((protocol, port));
                }
            }
        }
    }

    /// <summary>How many ports of each protocol somebody has, whatever the addresses.</summary>
    public IReadOnlyDictionary<TransportProtocol, int> CountByProtocol() =>
        _claims.Keys.CountBy(static claim => claim.Protocol).ToDictionary(static pair => pair.Key, static pair => pair.Value);

    private static bool Collide(IPAddress left, IPAddress right) =>
        left.Family() == right.Family() && (left.Equals(right) || IsAny(left) || IsAny(right));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private readonly record struct Claimed(IPAddress Address, EndpointId Endpoint);

    private readonly record struct Taken(TransportProtocol Protocol, PortRange Ports);
}

/// <summary>A port that an endpoint has.</summary>
/// <param name="Port">The port.</param>
/// <param name="Endpoint">The endpoint.</param>
internal readonly record struct PortClaim(int Port, EndpointId Endpoint);
