using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.State;

/// <summary>Finds sandboxes the way a controller does.</summary>
internal static class SandboxLookup
{
    /// <summary>Finds one sandbox; see <see cref="ObjectLookup"/>.</summary>
    public static SandboxView Find(ImmutableArray<SandboxView> sandboxes, string reference) =>
        ObjectLookup.Find("sandbox", sandboxes, reference, static sandbox => sandbox.Record.Id.Value, static sandbox => sandbox.Record.Name);
}
