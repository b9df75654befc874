using System.Collections.Immutable;
using NetController.Drivers;
using NetController.Firewall;
using NetController.Networks;
using NetController.State;
using NetController.Validation;

namespace NetController.Start;

/// <summary>
/// Puts a fresh default bridge in the place of the stale one, as one operation: everything is checked before the old one goes, the two
/// policies change places in one firewall transaction and the two records, last of all, in one store transaction. A failure leaves the
/// old network as it was, and so does a death: until the end the old record is there and the fresh one is unfinished.
/// The link and its addresses are the same before and after wherever the options allow.
/// </summary>
internal sealed class DefaultBridgeRefresh(ControllerServices services, ReportBuilder report)
{
    private readonly NetworkId _id = NetworkId.New(services.Parts.Random);

    /// <summary>Everything that can be refused before anything is changed; the result says what to set up.</summary>
    public DefaultBridgeProposal Propose()
    {
        var driver = services.Drivers.DefaultBridge();
        var proposal = driver.Propose(PredefinedNetworks.Bridge, services.Options.DefaultBridge);
        var spec = WithinConfiguredPools(proposal.Spec);
        SpecValidator.Validate(spec);
        var requirements = driver.Validate(_id, spec);
        var stale = services.Registry.Networks.Values.FirstOrDefault(static network => network.Name == PredefinedNetworks.Bridge);
        services.Registry.ThrowIfLinkHeld(requirements.LinkName, stale?.Id);
        if (stale is not null)
        {
            new NetworkDeletion(services).ThrowIfInUse(stale.Record);
        }

        return new DefaultBridgeProposal(driver, spec, requirements, stale, proposal.Warnings);
    }

    public async ValueTask RunAsync(DefaultBridgeProposal proposal, CancellationToken cancellationToken)
    {
        await UndoLog.RunAsync("set up the default bridge", services.Operations, undo => RunAsync(proposal, undo), cancellationToken).ConfigureAwait(false);
        (proposal.Stale is null ? report.Created : report.Refreshed).Add(PredefinedNetworks.Bridge);
        foreach (var warning in proposal.Warnings)
        {
            report.Warn(warning);
        }
    }

    private async ValueTask<bool> RunAsync(DefaultBridgeProposal proposal, UndoLog undo)
    {
        var stale = proposal.Stale;
        if (stale is not null)
        {
            await ReleasePoolsAsync(stale, undo).ConfigureAwait(false);
        }

        var creation = new NetworkCreation(services);
        var prepared = await creation.PlanAsync(_id, proposal.Spec, proposal.Driver, proposal.Requirements, undo).ConfigureAwait(false);
        await creation.RecordAsync(prepared.Record, undo).ConfigureAwait(false);
        services.Policies.PushGuard(undo);
        report.Changes.AddRange(await prepared.Handle.EnsureAsync(undo).ConfigureAwait(false));
        await ApplyPolicyAsync(stale?.Handle?.Policy, prepared.Handle.Policy, undo).ConfigureAwait(false);
        await PublishAsync(stale, prepared, undo).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// With pools configured, an address that an earlier configuration left on the link must not decide: what was elected from it
    /// counts only inside those pools.
    /// </summary>
    private NetworkSpec WithinConfiguredPools(NetworkSpec spec)
    {
        var bridge = services.Options.DefaultBridge;
        if (services.Options.AddressPools.IsEmpty || bridge.UserManagedBridge is not null)
        {
            return spec;
        }

        return spec with { Subnets = spec.Subnets.Select(request => IsAsked(request) || IsInPools(request) ? request : new SubnetRequest(request.Family)).ToEquatableArray() };

        bool IsAsked(SubnetRequest request) => request.Family == IPFamily.IPv4
            ? bridge.AddressIPv4 is not null || bridge.FixedCidrIPv4 is not null
            : bridge.AddressIPv6 is not null || bridge.FixedCidrIPv6 is not null;

        bool IsInPools(SubnetRequest request) => request.Subnet is not { } subnet
            || services.Options.AddressPools.All(pool => pool.Base.Family != subnet.Family)
            || services.Options.AddressPools.Any(pool => pool.Base.Contains(subnet));
    }

    private async ValueTask ReleasePoolsAsync(Network stale, UndoLog undo)
    {
        undo.Step("release the stale bridge's subnets");
        await services.Pools.ReleaseAsync(stale.Record).ConfigureAwait(false);
        undo.Push("reserve the stale bridge's subnets again", (services, stale), static async state => await UndoLog.RunAsync(
            "reserve the stale bridge's subnets again",
            state.services.Operations with { Observer = null },
            async undo =>
            {
                await state.services.Pools.ReplayAsync(state.stale.Record, state.services.EndpointsOf(state.stale.Id), undo).ConfigureAwait(false);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false));
    }

    private async ValueTask ApplyPolicyAsync(NetworkPolicy? old, NetworkPolicy? fresh, UndoLog undo)
    {
        // The other networks were restored before; their policies come into force together with the fresh bridge's.
        var others = services.Policies.StoredNetworks.Where(policy => policy.Network != old?.Network);
        ImmutableArray<NetworkPolicy> wanted = fresh is null ? [.. others] : [.. others, fresh];
        undo.Step("apply firewall policies of the default bridge and the restored networks");
        report.Changes.AddRange(await services.Policies
            .ApplyAsync(wanted, old is null ? [] : [old.Network], undo.Cancellation).ConfigureAwait(false));
        undo.Push("put the stale bridge's firewall policy back", (services, old, fresh), static async state =>
            await state.services.Policies.ApplyAsync(
                state.old is null ? [] : [state.old], state.fresh is null ? [] : [state.fresh.Network], CancellationToken.None).ConfigureAwait(false));
    }

    private async ValueTask PublishAsync(Network? stale, PreparedNetwork prepared, UndoLog undo)
    {
        undo.Step("record the fresh default bridge in place of the stale one");
        var active = prepared.Record with { State = RecordState.Active };
        ImmutableArray<NetworkId> gone = stale is null ? [] : [stale.Id];
        await services.Store.CommitAsync(new StateChange { Networks = [active], DeletedNetworks = gone }, undo.Cancellation).ConfigureAwait(false);
        var network = new Network(active, prepared.Handle.LinkName);
        network.Open(prepared.Handle);
        services.Registry.Replace(stale, network);
        ControllerLog.NetworkCreated(services.Logger, network.Name, network.Id, active.Driver);
        if (stale is not null)
        {
            services.Events.Add(ControllerEventKind.NetworkDeleted, stale, reason: "a fresh default bridge takes its place");
        }

        services.Events.Add(ControllerEventKind.NetworkCreated, network);
    }
}

/// <summary>A default bridge that can be set up as far as can be told without changing anything.</summary>
/// <param name="Driver">The driver that provides it.</param>
/// <param name="Spec">What to create.</param>
/// <param name="Requirements">What the driver said about it.</param>
/// <param name="Stale">The network that it replaces; null where there is none.</param>
/// <param name="Warnings">What was asked for and cannot be followed.</param>
internal sealed record DefaultBridgeProposal(
    INetworkDriver Driver, NetworkSpec Spec, NetworkRequirements Requirements, Network? Stale, ImmutableArray<string> Warnings);
