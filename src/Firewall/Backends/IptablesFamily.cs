using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall.Iptables;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Backends;

/// <summary>One family's half of the firewall: what the kernel holds as far as we know, and how to change it.</summary>
/// <remarks>Not safe to use from several threads at once; <see cref="IptablesFirewall"/> sees to that.</remarks>
internal sealed class IptablesFamily(IPFamily family, InstanceId instance, FamilyPrograms? programs, ProgramRunner runner, ILogger logger)
{
    // A transaction of iptables-nft is one message. Without privileges over the machine (in a user namespace) it cannot be longer than
    // net.core.wmem_max, which holds about 390 rules by default; whoever has met that limit goes on in blocks well below it.
    private const int BlockUnderTheLimit = 150;

    private readonly RuleCache _rules = new(family, instance);
    private ObservedRuleset? _observed;
    private int _blockLength = int.MaxValue;

    /// <summary>The family.</summary>
    public IPFamily Family => family;

    /// <summary>Both halves, IPv4 first, with the programs run in the host network of <paramref name="context"/>.</summary>
    public static ImmutableArray<IptablesFamily> Both(FirewallContext context, IptablesPrograms programs, IProcessLauncher launcher, ILogger logger)
    {
        var nsenter = IptablesPrograms.Find("nsenter", Environment.GetEnvironmentVariable("PATH"));
        var runner = new ProgramRunner(launcher, nsenter, context.HostNamespacePath);
        return
        [
            new IptablesFamily(IPFamily.IPv4, context.Instance, programs.IPv4, runner, logger),
            new IptablesFamily(IPFamily.IPv6, context.Instance, programs.IPv6, runner, logger),
        ];
    }

    private string Program => IptablesEdit.Program(family);

    /// <summary>What <paramref name="book"/> means in this family. The rules of a policy that has not changed are not written anew.</summary>
    public IptablesRuleset RulesetOf(PolicyBook book) => _rules.RulesetOf(book);

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
            return _observed = ObservedRuleset.Empty;
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
        var blockLength = _blockLength;
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
            if (blockLength == _blockLength && again.Edits.AsSpan().SequenceEqual(difference.Edits.AsSpan()))
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

        // Until the program has said that it succeeded, what the kernel holds is not known.
        Forget();
        var script = RestoreScript.Of(difference.Edits, _blockLength);
        ImmutableArray<string> arguments = ["--noflush", $"--wait={ProgramRunner.LockSeconds}"];
        var result = await runner.RunAsync(program.Restore, arguments, script.ToString(), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            _blockLength = IptablesError.IsTooLong(result) ? BlockUnderTheLimit : _blockLength;
            throw IptablesError.Of($"{Program}-restore", result, script);
        }

        _observed = difference.After;
        FirewallLog.Applied(logger, Program, difference.Edits.Length);
        return [.. difference.Commands];
    }
}
