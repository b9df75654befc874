using System.Collections.Immutable;
using NetController.Drivers;

namespace NetController.Controller.Tests.Fakes;

/// <summary>A bridge driver over the links of a <see cref="FakeMachine"/>, with the default bridge and leftovers.</summary>
internal sealed class FakeBridgeDriver : IDefaultNetworkDriver, ILeftoverCollector
{
    /// <summary>Looking for leftovers.</summary>
    public const string Look = "look for leftovers";

    private readonly FakeMachine _machine;
    private readonly DriverContext _context;

    public FakeBridgeDriver(FakeMachine machine, DriverContext context)
    {
        (_machine, _context) = (machine, context);
        machine.Opened();
    }

    public DriverKind Kind => FakeBridgeOptions.Kind;

    public NetworkRequirements Validate(NetworkId network, NetworkSpec spec)
    {
        var options = (FakeBridgeOptions)spec.Options;
        return options.Mtu is >= 68 and <= 65535
            ? new NetworkRequirements
            {
                LinkName = LinkOf(network, options),
                NeedsPools = true,
                Gateways = new[] { IPFamily.IPv4, IPFamily.IPv6 }.Where(spec.Enables).ToEquatableArray(),
            }
            : throw new InvalidRequestException($"network '{spec.Name}'", $"mtu {options.Mtu} is outside 68–65535", "choose another mtu");
    }

    public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken)
    {
        _machine.Effect($"open network {plan.Name}", static () => { });
        var options = (FakeBridgeOptions)plan.Options;
        return ValueTask.FromResult<IDriverNetwork>(new FakeBridgeNetwork(_machine, _context.HostSettings, plan, options, LinkOf(plan.Id, options)));
    }

    public DefaultNetworkProposal Propose(string name, DefaultBridgeOptions options)
    {
        var present = _machine.Links.GetValueOrDefault(options.LinkName)?.Addresses.Items.FirstOrDefault() is { Address: not null } address ? address : (InterfaceAddress?)null;
        var elected = options.AddressIPv4 ?? present;
        return new DefaultNetworkProposal(
            new NetworkSpec(name, new FakeBridgeOptions { Link = options.LinkName, Default = true, Mtu = options.Mtu ?? 1500 })
            {
                Subnets = elected is { } own ? [new SubnetRequest(own.Prefix) { Gateway = own.Address }] : [],
            },
            Warnings: options.HostBinding is null ? [] : ["the fake bridge binds nothing"]);
    }

    public async ValueTask<ImmutableArray<string>> RemoveDefaultLinkAsync(DefaultBridgeOptions options, UndoLog undo)
    {
        if (!_machine.Links.TryGetValue(options.LinkName, out var link) || !OwnerTag.TryParse(link.Tag, out _))
        {
            return [];
        }

        undo.Step($"ip link delete {link.Name}");
        _machine.Effect($"ip link delete {link.Name}", () => _machine.RemoveLink(link.Name));
        await Task.Yield();
        return [$"ip link delete {link.Name}"];
    }

    public ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> known) => FindLeftovers(known, System.Collections.Frozen.FrozenSet<EndpointId>.Empty);

    public ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> networks, IReadOnlySet<EndpointId> endpoints)
    {
        _machine.Asked?.Invoke(Look);
        return
        [
            .. from link in _machine.Links.Values
               where OwnerTag.TryParse(link.Tag, out var tag) && tag.IsOf(_context.Instance)
                   && !(tag.Kind == OwnerTag.EndpointKind ? EndpointId.TryParse(tag.Id, out var endpoint) && endpoints.Contains(endpoint) : networks.Contains(NetworkId.Parse(tag.Id)))
               select new Leftover($"link {link.Name}", OwnerTag.TryParse(link.Tag, out var tag) ? tag : default, $"ip link delete {link.Name}"),
        ];
    }

    public async ValueTask RemoveAsync(ImmutableArray<Leftover> leftovers, Teardown teardown)
    {
        foreach (var name in leftovers.Select(static leftover => leftover.Resource["link ".Length..]))
        {
            await teardown.StepAsync($"delete link {name}", (_machine, name), static state =>
            {
                state._machine.Effect($"ip link delete {state.name}", () => state._machine.RemoveLink(state.name));
                return ValueTask.CompletedTask;
            });
        }
    }

    public ValueTask DisposeAsync()
    {
        _machine.Closed();
        return ValueTask.CompletedTask;
    }

    private static string LinkOf(NetworkId network, FakeBridgeOptions options) => options.Link ?? $"nc-{network.Short}";
}
