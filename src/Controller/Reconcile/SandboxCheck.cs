using System.Collections.Immutable;
using NetController.Sandboxes;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController.Reconcile;

/// <summary>Compares what the kernel holds of a sandbox with its records, and changes nothing.</summary>
internal sealed class SandboxCheck(ControllerServices services)
{
    private const string Cure = "netctl repair";

    public async ValueTask<ImmutableArray<Drift>> CheckAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
        if (!services.Sandboxes.Objects.ContainsKey(sandbox.Id))
        {
            return [];
        }

        var drift = ImmutableArray.CreateBuilder<Drift>();
        if (sandbox.Record.State != RecordState.Active)
        {
            drift.Add(new Drift($"sandbox {sandbox.Name}", nameof(RecordState.Active), sandbox.Record.State.ToString(), Cure));
        }

        foreach (var endpoint in sandbox.Endpoints)
        {
            drift.AddRange(await CheckAsync(endpoint, cancellationToken).ConfigureAwait(false));
        }

        if (!sandbox.Record.Spec.IsHost)
        {
            drift.AddRange(CheckInside(sandbox, work));
        }

        return drift.ToImmutable();
    }

    private static async ValueTask<IEnumerable<Drift>> CheckAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var drift = endpoint.Handle is { } handle ? await handle.CheckAsync(cancellationToken).ConfigureAwait(false) : [];
        if (endpoint.Record.State != RecordState.Active)
        {
            var actual = endpoint.Record.Reason is { } reason ? $"{endpoint.Record.State}: {reason}" : endpoint.Record.State.ToString();
            drift = drift.Insert(0, new Drift($"endpoint {endpoint.Name}", nameof(RecordState.Active), actual, Cure));
        }

        return drift.Select(item => Of(endpoint, item));
    }

    private static IEnumerable<Drift> CheckInside(Sandbox sandbox, SandboxWork work)
    {
        if (work.FindInterior(sandbox) is not { } interior)
        {
            return [new Drift($"namespace of sandbox {sandbox.Name}", sandbox.NamespacePath, null, $"netctl sandbox rm {sandbox.Name}")];
        }

        var plan = InteriorPlanner.Plan(sandbox.Endpoints.Where(static endpoint => endpoint.Record.State != RecordState.Deleting));
        return plan.Interfaces.IsEmpty
            ? []
            : InteriorDiff.Compute(plan, interior.Observe(plan)).Select(change => Of(
                sandbox.Endpoints.FirstOrDefault(endpoint => endpoint.Record.InterfaceName == change.Link),
                new Drift($"{change.Resource} in sandbox {sandbox.Name}", change.Expected, change.Actual, $"ip netns exec {Path.GetFileName(sandbox.NamespacePath)} {change.Command}")));
    }

    private static Drift Of(Endpoint? endpoint, Drift drift) => drift with { Endpoint = endpoint?.Id, Network = endpoint?.Network.Id };
}
