namespace NetController.Sandboxes;

/// <summary>Deletes a sandbox with all its endpoints. A deletion that failed halfway is simply run again.</summary>
internal sealed class SandboxDeletion(ControllerServices services)
{
    public async ValueTask DeleteAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
        work.ThrowIfGone(sandbox);
        await new Detachment(services, $"delete sandbox '{sandbox.Name}'").RunAsync(work, sandbox, cancellationToken).ConfigureAwait(false);
    }
}
