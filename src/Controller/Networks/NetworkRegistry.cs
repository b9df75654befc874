using System.Collections.Immutable;

namespace NetController.Networks;

/// <summary>
/// The networks by id and name. Names and links are claimed before anything is done for them, so that of many parallel creations
/// exactly one wins; readers take a snapshot and never wait.
/// </summary>
internal sealed class NetworkRegistry
{
    private readonly Lock _writing = new();
    private readonly Dictionary<string, Holder> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Holder> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Holder> _drivers = new(StringComparer.Ordinal);
    private ImmutableDictionary<NetworkId, Network> _networks = ImmutableDictionary<NetworkId, Network>.Empty;

    /// <summary>The networks that are there now.</summary>
    public ImmutableDictionary<NetworkId, Network> Networks => Volatile.Read(ref _networks);

    /// <summary>Takes a name and, where there is one, a link for a network that is about to be made.</summary>
    /// <param name="id">The network.</param>
    /// <param name="name">Its name.</param>
    /// <param name="link">Its link; null for none.</param>
    /// <param name="driver">Its driver where that has one network only; null where it may have many.</param>
    public void Claim(NetworkId id, string name, string? link, string? driver = null)
    {
        lock (_writing)
        {
            if (_names.TryGetValue(name, out var holder) && holder.Id != id)
            {
                throw new NameInUseException(name, holder.Id);
            }

            ThrowIfLinkHeld(link, id);
            ThrowIfDriverHeld(driver, id);
            var claim = new Holder(id, name);
            _names[name] = claim;
            if (driver is not null)
            {
                _drivers[driver] = claim;
            }

            if (link is not null)
            {
                _links[link] = claim;
            }
        }
    }

    /// <summary>Refuses a link that another network than <paramref name="id"/> holds.</summary>
    public void ThrowIfLinkHeld(string? link, NetworkId? id)
    {
        lock (_writing)
        {
            if (link is not null && _links.TryGetValue(link, out var owner) && owner.Id != id)
            {
                throw new ResourceConflictException(
                    $"link '{link}' is used by network '{owner.Name}' ({owner.Id.Short})", "choose another link name or remove that network first");
            }
        }
    }

    /// <summary>Gives up what a network that was not made had claimed, or that was removed.</summary>
    public void Release(NetworkId id, string name)
    {
        lock (_writing)
        {
            if (_names.TryGetValue(name, out var claim) && claim.Id == id)
            {
                _names.Remove(name);
            }

            foreach (var link in _links.Where(pair => pair.Value.Id == id).Select(static pair => pair.Key).ToArray())
            {
                _links.Remove(link);
            }

            foreach (var driver in _drivers.Where(pair => pair.Value.Id == id).Select(static pair => pair.Key).ToArray())
            {
                _drivers.Remove(driver);
            }

            Volatile.Write(ref _networks, _networks.Remove(id));
        }
    }

    /// <summary>Shows a network to readers; its name is claimed already.</summary>
    public void Publish(Network network)
    {
        lock (_writing)
        {
            Volatile.Write(ref _networks, _networks.SetItem(network.Id, network));
        }
    }

    /// <summary>Puts a new default network in the place of the old one of the same name in one step, or back.</summary>
    public void Replace(Network? old, Network current)
    {
        lock (_writing)
        {
            if (old is not null)
            {
                foreach (var link in _links.Where(pair => pair.Value.Id == old.Id).Select(static pair => pair.Key).ToArray())
                {
                    _links.Remove(link);
                }
            }

            var claim = new Holder(current.Id, current.Name);
            _names[current.Name] = claim;
            if (current.ClaimedLink is { } claimed)
            {
                _links[claimed] = claim;
            }

            var networks = old is null ? _networks : _networks.Remove(old.Id);
            Volatile.Write(ref _networks, networks.SetItem(current.Id, current));
        }
    }

    /// <summary>Finds a network by whole id, by name, or by the unique beginning of an id, in this order.</summary>
    public Network Find(string reference)
    {
        var networks = Networks;
        if (NetworkId.TryParse(reference, out var id) && networks.TryGetValue(id, out var byId))
        {
            return byId;
        }

        if (networks.Values.FirstOrDefault(network => string.Equals(network.Name, reference, StringComparison.Ordinal)) is { } byName)
        {
            return byName;
        }

        var byPrefix = string.IsNullOrEmpty(reference)
            ? []
            : networks.Values.Where(network => network.Id.Value.StartsWith(reference)).Take(2).ToArray();
        return byPrefix switch
        {
            [var only] => only,
            [] => throw new ObjectNotFoundException("network", reference, "list the networks with `netctl network ls`"),
            _ => throw new InvalidRequestException(
                $"network reference '{reference}'", "it is the beginning of several ids", "give more digits of the id, or the name"),
        };
    }

    /// <summary>Networks that were loaded have claimed no driver: they are looked through.</summary>
    private void ThrowIfDriverHeld(string? driver, NetworkId id)
    {
        if (driver is null)
        {
            return;
        }

        var holder = _drivers.TryGetValue(driver, out var claim) ? claim.Name : _networks.Values.FirstOrDefault(other => other.Record.Driver == driver && other.Id != id)?.Name;
        if (holder is not null && claim.Id != id)
        {
            throw new OperationForbiddenException($"only one network of driver '{driver}' can exist, and '{holder}' is it", $"use network '{holder}'");
        }
    }

    private readonly record struct Holder(NetworkId Id, string Name);
}
