using NetController.Firewall.Policies;

namespace NetController.Firewall.NfTables;

/// <summary>
/// The policies in force and the elements they mean. A change touches what it names and nothing else, however many networks and endpoints
/// there are: it is worked out by <see cref="Prepare"/>, and entered by <see cref="Enter"/> once it is in force.
/// </summary>
/// <remarks>Not safe to use from several threads at once.</remarks>
internal sealed class TableBook
{
    private readonly Dictionary<NetworkId, NetworkPolicy> _networks = [];
    private readonly Dictionary<NetworkId, HashSet<EndpointId>> _members = [];
    private readonly Dictionary<EndpointId, EndpointPolicy> _endpoints = [];
    private readonly Dictionary<ElementKey, ElementClaim> _elements = [];
    private readonly List<Element> _buffer = [];

    /// <summary>What serves all networks.</summary>
    public HostPolicy Host { get; private set; } = new();

    /// <summary>Whether nothing of ours is needed in the kernel.</summary>
    public bool IsEmpty => _networks.Count == 0 && Host is { GuardIPv4: false, GuardIPv6: false };

    /// <summary>The elements in force.</summary>
    public IReadOnlyDictionary<ElementKey, ElementClaim> Elements => _elements;

    /// <summary>The network whose link this is; null for none.</summary>
    public NetworkId? NetworkOf(string link)
    {
        foreach (var (network, policy) in _networks)
        {
            if (policy.Link == link)
            {
                return network;
            }
        }

        return null;
    }

    /// <summary>Works a change out: removals first, so that what is both removed and set is set.</summary>
    /// <exception cref="InvalidRequestException">An endpoint does not fit its network, or two policies ask for different things at one place.</exception>
    public BookChange Prepare(FirewallChange change)
    {
        var prepared = new BookChange { Host = change.Host ?? Host };
        prepared.NetworkCount = _networks.Count;
        TakeNetworks(prepared, change);
        TakeEndpoints(prepared, change);
        foreach (var network in prepared.Networks.Keys)
        {
            Release(prepared, network);
        }

        foreach (var endpoint in prepared.Endpoints.Keys)
        {
            Release(prepared, endpoint);
        }

        Claim(prepared);
        return prepared;
    }

    /// <summary>Enters a change that <see cref="Prepare"/> worked out from the book as it still is.</summary>
    public void Enter(BookChange change)
    {
        Host = change.Host;
        foreach (var (endpoint, policy) in change.Endpoints)
        {
            EnterEndpoint(endpoint, policy);
        }

        foreach (var (network, policy) in change.Networks)
        {
            if (policy is null)
            {
                _networks.Remove(network);
                _members.Remove(network);
            }
            else
            {
                _networks[network] = policy;
            }
        }

        foreach (var (key, element) in change.Elements)
        {
            if (element.After is { } claim)
            {
                _elements[key] = claim;
            }
            else
            {
                _elements.Remove(key);
            }
        }
    }

    /// <summary>The elements as they are in force after a change.</summary>
    public Dictionary<ElementKey, ElementClaim> ElementsAfter(BookChange change)
    {
        var elements = new Dictionary<ElementKey, ElementClaim>(_elements);
        foreach (var (key, element) in change.Elements)
        {
            if (element.After is { } claim)
            {
                elements[key] = claim;
            }
            else
            {
                elements.Remove(key);
            }
        }

        return elements;
    }

    private void EnterEndpoint(EndpointId endpoint, EndpointPolicy? policy)
    {
        if (_endpoints.Remove(endpoint, out var old) && _members.TryGetValue(old.Network, out var former))
        {
            former.Remove(endpoint);
        }

        if (policy is not null)
        {
            _endpoints.Add(endpoint, policy);
            if (!_members.TryGetValue(policy.Network, out var members))
            {
                _members.Add(policy.Network, members = []);
            }

            members.Add(endpoint);
        }
    }

    private void TakeNetworks(BookChange prepared, FirewallChange change)
    {
        foreach (var network in change.Remove)
        {
            if (_networks.ContainsKey(network) && prepared.Networks.TryAdd(network, null))
            {
                prepared.NetworkCount--;
                TakeMembers(prepared, network, isRemoved: true);
            }
        }

        foreach (var policy in change.Set)
        {
            var isKnown = _networks.TryGetValue(policy.Network, out var old);
            var isOver = prepared.Networks.TryGetValue(policy.Network, out var before);
            if (!isOver && isKnown && policy.Equals(old))
            {
                continue;
            }

            prepared.NetworkCount += isOver ? before is null ? 1 : 0 : isKnown ? 0 : 1;
            prepared.Networks[policy.Network] = policy;
            TakeMembers(prepared, policy.Network, isRemoved: false);
        }
    }

    // What an endpoint is in the kernel depends on how its network is reached.
    private void TakeMembers(BookChange prepared, NetworkId network, bool isRemoved)
    {
        if (_members.TryGetValue(network, out var members))
        {
            foreach (var endpoint in members)
            {
                prepared.Endpoints.TryAdd(endpoint, isRemoved ? null : _endpoints[endpoint]);
            }
        }
    }

    private void TakeEndpoints(BookChange prepared, FirewallChange change)
    {
        foreach (var endpoint in change.RemoveEndpoints)
        {
            if (_endpoints.ContainsKey(endpoint))
            {
                prepared.Endpoints[endpoint] = null;
            }
        }

        foreach (var policy in change.SetEndpoints)
        {
            if (prepared.Endpoints.ContainsKey(policy.Endpoint) || !_endpoints.TryGetValue(policy.Endpoint, out var old) || !policy.Equals(old))
            {
                prepared.Endpoints[policy.Endpoint] = policy;
            }
        }
    }

    private NetworkPolicy? NetworkAfter(BookChange prepared, NetworkId network) =>
        prepared.Networks.TryGetValue(network, out var policy) ? policy : _networks.GetValueOrDefault(network);

    private void Release(BookChange prepared, NetworkId network)
    {
        if (_networks.TryGetValue(network, out var policy))
        {
            _buffer.Clear();
            NetworkElements.AddTo(_buffer, policy);
            ReleaseAll(prepared);
        }
    }

    private void Release(BookChange prepared, EndpointId endpoint)
    {
        if (_endpoints.TryGetValue(endpoint, out var policy))
        {
            _buffer.Clear();
            EndpointElements.AddTo(_buffer, policy, _networks[policy.Network]);
            ReleaseAll(prepared);
        }
    }

    private void ReleaseAll(BookChange prepared)
    {
        foreach (var element in _buffer)
        {
            var change = ChangeOf(prepared, element.Key);
            prepared.Elements[element.Key] = change with { After = change.After is { Count: > 1 } claim ? claim with { Count = claim.Count - 1 } : null };
        }
    }

    private void Claim(BookChange prepared)
    {
        foreach (var (network, policy) in prepared.Networks)
        {
            if (policy is not null)
            {
                _buffer.Clear();
                NetworkElements.AddTo(_buffer, policy);
                ClaimAll(prepared, network, endpoint: null);
            }
        }

        foreach (var (endpoint, policy) in prepared.Endpoints)
        {
            if (policy is not null)
            {
                var network = NetworkAfter(prepared, policy.Network);
                PolicyRules.RequireEndpoint(policy, network);
                _buffer.Clear();
                EndpointElements.AddTo(_buffer, policy, network!);
                ClaimAll(prepared, policy.Network, endpoint);
            }
        }
    }

    private void ClaimAll(BookChange prepared, NetworkId network, EndpointId? endpoint)
    {
        foreach (var element in _buffer)
        {
            var change = ChangeOf(prepared, element.Key);
            var claim = change.After;
            if (claim is not null && claim.Target != element.Target)
            {
                throw Conflict(element, claim, network, endpoint);
            }

            prepared.Elements[element.Key] = change with
            {
                After = claim is not null ? claim with { Count = claim.Count + 1 } : new ElementClaim(element.Target, network, endpoint, 1),
            };
        }
    }

    private ElementChange ChangeOf(BookChange prepared, ElementKey key)
    {
        if (!prepared.Elements.TryGetValue(key, out var change))
        {
            _elements.TryGetValue(key, out var before);
            change = new ElementChange(before, before);
        }

        return change;
    }

    private static InvalidRequestException Conflict(Element element, ElementClaim holder, NetworkId network, EndpointId? endpoint)
    {
        var wanted = element.Target.At(element.Key).ToString(TableSets.Of(element.Key.Set));
        return new InvalidRequestException(
            $"firewall policy of {Name(network, endpoint)}",
            $"{wanted} is asked for, and {Name(holder.Network, holder.Endpoint)} asks for something else there",
            "publish another port, or give another address or link");
    }

    private static string Name(NetworkId network, EndpointId? endpoint) => endpoint is { } one ? $"endpoint {one.Short}" : $"network {network.Short}";
}
