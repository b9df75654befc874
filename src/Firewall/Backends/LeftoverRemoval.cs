using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace NetController.Firewall.Backends;

/// <summary>
/// Removes what the other backend has left, once, after our own rules are in force, so that nothing is open in between. Best effort: our rules
/// hold whatever becomes of the others', so a failure is logged and tried again with the next change, and fails nothing.
/// </summary>
/// <param name="remove">Removes them and says what it changed; null where there is nothing to remove.</param>
/// <param name="backend">The backend that removes them.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class LeftoverRemoval(Func<ValueTask<ImmutableArray<string>>>? remove, string backend, ILogger logger)
{
    private Func<ValueTask<ImmutableArray<string>>>? _remove = remove;

    /// <summary>Removes them where that is still to be done. The caller's cancellation means nothing here: its change is in force.</summary>
    /// <returns>The changes made.</returns>
    public async ValueTask<ImmutableArray<string>> RunAsync()
    {
        if (_remove is not { } removal)
        {
            return [];
        }

        try
        {
            var changes = await removal().ConfigureAwait(false);
            _remove = null;
            return changes;
        }
        catch (Exception failure)
        {
            FirewallLog.LeftoversStay(logger, backend, failure.Message);
            return [];
        }
    }
}
