using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall.Iptables;

namespace NetController.Firewall.Backends;

/// <summary>One family's half of the firewall: what the kernel holds as far as we know, and how to change it.</summary>
/// <remarks>Not safe to use from several threads at once; <see cref="IptablesFirewall"/> sees to that.</remarks>
internal sealed class IptablesFamily(IPFamily family, FamilyPrograms? programs, ProgramRunner runner, ILogger logger)
{
    private ObservedRuleset? _observed;

    /// <summary>The family.</summary>
    public IPFamily Family => family;

    private string Program => IptablesEdit.Program(family);

    /// <summary>Looks at the kernel again the next time it matters.</summary>
    public void Forget() => _observed = null;

    /// <summary>What the kernel holds; looks only where that is not known.</summary>
    /// <param name="needed">Whether this family is needed: where it is not, a missing program or an IPv6 that is switched off means there is nothing.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    public async ValueTask<ObservedRuleset> ObserveAsync(bool needed, CancellationToken cancellationToken)
    {
        if (_observed is { } known)
        {
            return known;
        }

        if (programs is null)
        {
            return needed ? throw IptablesError.Missing($"{Program}-save") : ObservedRuleset.Empty;
        }

        var result = await runner.RunAsync(programs.Save, [], "", cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            var error = IptablesError.Of($"{Program}-save", result);
            if (needed || error is OperationForbiddenException)
            {
                throw error;
            }

            FirewallLog.NotObserved(logger, Program, error.Message);
            return ObservedRuleset.Empty;
        }

        if (result.Error.Trim() is { Length: > 0 } warning)
        {
            FirewallLog.Warned(logger, Program, warning);
        }

        return _observed = SaveParser.Parse(result.Output);
    }

    /// <summary>Makes the kernel hold <paramref name="desired"/>: one transaction with the difference, none where there is no difference.</summary>
    /// <returns>The changes made.</returns>
    public async ValueTask<ImmutableArray<string>> BringToAsync(IptablesRuleset desired, CancellationToken cancellationToken)
    {
        var difference = await CompareAsync(desired, cancellationToken).ConfigureAwait(false);
        if (difference.IsEmpty)
        {
            return [];
        }

        try
        {
            return await RestoreAsync(difference, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationFailedException refusal)
        {
            // Somebody may have changed the rules since we looked. Where nobody has, the same attempt would fail in the same way.
            var again = await CompareAsync(desired, cancellationToken).ConfigureAwait(false);
            if (again.Edits.AsSpan().SequenceEqual(difference.Edits.AsSpan()))
            {
                throw;
            }

            FirewallLog.Retrying(logger, Program, refusal.Problem);
            return again.IsEmpty ? [] : await RestoreAsync(again, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<RulesetDifference> CompareAsync(IptablesRuleset desired, CancellationToken cancellationToken) =>
        RulesetDifference.Compute(desired, await ObserveAsync(!desired.IsEmpty, cancellationToken).ConfigureAwait(false));

    private async ValueTask<ImmutableArray<string>> RestoreAsync(RulesetDifference difference, CancellationToken cancellationToken)
    {
        var program = programs ?? throw IptablesError.Missing($"{Program}-restore");
        var script = RestoreScript.Of(difference.Edits);

        // Until the program has said that it succeeded, what the kernel holds is not known.
        Forget();
        var result = await runner.RunAsync(program.Restore, ["--noflush", $"--wait={ProgramRunner.LockSeconds}"], script.ToString(), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw IptablesError.Of($"{Program}-restore", result, script);
        }

        _observed = difference.After;
        FirewallLog.Applied(logger, Program, difference.Edits.Length);
        return [.. difference.Commands];
    }
}
