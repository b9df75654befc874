using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>The driver of networks on Linux bridges, the default network <c>bridge</c> among them.</summary>
/// <remarks>
/// Safe to use from several threads. One netlink connection serves all its networks; it is opened with the first look at the kernel,
/// in the host namespace that the context names.
/// </remarks>
public sealed class BridgeDriver : IDefaultNetworkDriver, ILeftoverCollector, IEndpointGroupRemover
{
    private readonly DriverContext _context;
    private readonly ILogger _logger;
    private readonly HostKernel _kernel;
    private readonly LinkRemovals _removals;
    private readonly DefaultLinks _defaultLinks = new();

    private BridgeDriver(DriverContext context)
    {
        _context = context;
        _logger = context.LoggerFactory.CreateLogger<BridgeDriver>();
        _kernel = new HostKernel(context.HostNamespacePath);
        _removals = new LinkRemovals(_kernel);
    }

    /// <summary>The driver's name, <c>bridge</c>, and its options: <see cref="BridgeNetworkOptions"/>, with Docker's names as text.</summary>
    public static DriverKind DriverKind { get; } = DriverKind.Of<BridgeNetworkOptions>("bridge", BridgeOptionsCodec.Read, BridgeOptionsCodec.Write);

    /// <inheritdoc/>
    public DriverKind Kind => DriverKind;

    /// <summary>Makes the driver: a <see cref="NetworkDriverFactory"/>. Has no effect on the kernel.</summary>
    public static INetworkDriver Create(DriverContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BridgeDriver(context);
    }

    /// <inheritdoc/>
    public NetworkRequirements Validate(NetworkId network, NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var options = (BridgeNetworkOptions)spec.Options;
        var link = options.EffectiveLinkName(network);
        var problems = BridgeSpecValidation.Problems(link, spec, options);
        if (options.IsDefaultBridge && !_defaultLinks.WasProposed(options))
        {
            problems = problems.Add($"'{BridgeOptionKeys.DefaultBridge}' marks the default network and cannot be asked for");
        }

        if (!problems.IsEmpty)
        {
            throw new InvalidRequestException($"network '{spec.Name}'", problems, "correct these options or leave them out");
        }

        return new NetworkRequirements
        {
            LinkName = link,
            NeedsPools = true,
            Gateways = new EquatableArray<IPFamily>(
                [.. new[] { IPFamily.IPv4, IPFamily.IPv6 }.Where(family => spec.Enables(family) && NeedsGateway(family, spec, options))]),
        };
    }

    /// <inheritdoc/>
    public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var desired = BridgePlanner.Plan(plan, _context.FirewallGuardsLoopback);
        if (desired.Custody != BridgeCustody.Network)
        {
            _defaultLinks.Remember(desired.Link);
        }

        return ValueTask.FromResult<IDriverNetwork>(new BridgeNetwork(desired, _kernel, _removals, _context, _logger));
    }

    /// <inheritdoc/>
    public DefaultNetworkProposal Propose(string name, DefaultBridgeOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { IsEmpty: false } problems)
        {
            throw new InvalidRequestException("the default bridge", problems, "correct these options");
        }

        var proposal = DefaultNetworkProposals.Propose(name, options, DefaultLinkAddresses(options));
        _defaultLinks.Propose((BridgeNetworkOptions)proposal.Spec.Options);
        return proposal;
    }

    /// <inheritdoc/>
    /// <remarks>The undo makes the link again with its address, tag and IP addresses; what was attached to it is not.</remarks>
    public ValueTask<ImmutableArray<string>> RemoveDefaultLinkAsync(DefaultBridgeOptions options, UndoLog undo)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(undo);
        return ValueTask.FromResult(options.UserManagedBridge is null ? DefaultLinkRemoval.Run(_kernel, _context.Instance, options.LinkName, undo) : []);
    }

    /// <inheritdoc/>
    public ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return LeftoverLinks.FindBridges(_kernel, _context.Instance, known, _defaultLinks);
    }

    /// <inheritdoc/>
    /// <remarks>Also finds the near ends of veths that a process which died left without a tag, by the names that only this driver gives.</remarks>
    public ImmutableArray<Leftover> FindLeftovers(IReadOnlySet<NetworkId> networks, IReadOnlySet<EndpointId> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return [.. LeftoverLinks.FindVeths(_kernel, _context.Instance, endpoints), .. FindLeftovers(networks)];
    }

    /// <inheritdoc/>
    public ValueTask DeleteEndpointsAsync(ImmutableArray<IDriverEndpoint> endpoints, Teardown teardown)
    {
        ArgumentNullException.ThrowIfNull(teardown);
        return endpoints.IsDefaultOrEmpty
            ? ValueTask.CompletedTask
            : BridgeEndpoint.DeleteAsync([.. endpoints.Cast<BridgeEndpoint>()], _removals, teardown);
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(ImmutableArray<Leftover> leftovers, Teardown teardown)
    {
        ArgumentNullException.ThrowIfNull(teardown);
        return LeftoverLinks.RemoveAsync(_kernel, _context.Instance, leftovers, teardown);
    }

    /// <inheritdoc/>
    /// <remarks>Waits until the kernel has finished what was removed.</remarks>
    public async ValueTask DisposeAsync()
    {
        await _removals.DisposeAsync().ConfigureAwait(false);
        _kernel.Dispose();
    }

    // An isolated family has no address on the host; an inhibited one is reserved all the same unless nothing could ever use it.
    private static bool NeedsGateway(IPFamily family, NetworkSpec spec, BridgeNetworkOptions options) =>
        options.GatewayMode(family) != GatewayMode.Isolated && !(family == IPFamily.IPv4 && options.InhibitIPv4 && spec.Internal);

    private ImmutableArray<InterfaceAddress> DefaultLinkAddresses(DefaultBridgeOptions options)
    {
        var name = options.EffectiveLinkName;
        if (_kernel.FindLink(name) is not { } link)
        {
            return options.UserManagedBridge is null
                ? []
                : throw new ObjectNotFoundException("user-managed bridge", name, $"create it with `ip link add name {name} type bridge` and give it an address");
        }

        return link.Kind == LinkKinds.Bridge
            ? [.. _kernel.Addresses(link.Index).Select(static view => view.Address)]
            : throw BridgeClaim.NoBridge(name, link).Error;
    }
}
