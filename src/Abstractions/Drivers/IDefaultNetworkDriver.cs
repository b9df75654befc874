using System.Collections.Immutable;

namespace NetController.Drivers;

/// <summary>The power to provide the default network <c>bridge</c>; the bridge driver has it.</summary>
public interface IDefaultNetworkDriver : INetworkDriver
{
    /// <summary>Elects the default network's subnets and gives the spec to create. Reads the bridge's present addresses and changes nothing.</summary>
    /// <param name="name">The name of the default network.</param>
    /// <param name="options">What the administrator asked for.</param>
    /// <exception cref="InvalidRequestException">The options contradict each other or the bridge as it is.</exception>
    /// <exception cref="ObjectNotFoundException">The user-managed bridge does not exist.</exception>
    DefaultNetworkProposal Propose(string name, DefaultBridgeOptions options);

    /// <summary>
    /// Removes the default bridge's link where it carries the tag of this instance, or of another and has no ports; absent is done, and a
    /// user-managed bridge is left alone.
    /// </summary>
    /// <returns>The changes made, each as its <c>ip</c> equivalent.</returns>
    ValueTask<ImmutableArray<string>> RemoveDefaultLinkAsync(DefaultBridgeOptions options, UndoLog undo);
}

/// <summary>The default network to create.</summary>
/// <param name="Spec">The network.</param>
/// <param name="Warnings">What was asked for and could not be followed, one sentence each.</param>
public sealed record DefaultNetworkProposal(NetworkSpec Spec, ImmutableArray<string> Warnings);
