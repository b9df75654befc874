using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Drivers;

/// <summary>One endpoint as its driver sees it. Every method works from the plan that the handle was opened with.</summary>
/// <remarks>
/// The controller calls one method at a time on a handle, and on several handles of one network at the same time where their sandboxes differ.
/// The properties are read at any time.
/// </remarks>
public interface IDriverEndpoint
{
    /// <summary>The endpoint's link on the host, such as the near end of a veth; null where it has none.</summary>
    string? HostLinkName { get; }

    /// <summary>The interface inside the sandbox; null where the driver puts none there.</summary>
    EndpointInterface? Interface { get; }

    /// <summary>What the firewall must do for it; null where nothing. The controller applies it.</summary>
    EndpointPolicy? Policy { get; }

    /// <summary>
    /// Makes the kernel hold the endpoint's links: the first attachment, the restore after a start and the repair are this one method.
    /// What already matches is not touched.
    /// </summary>
    /// <param name="undo">Takes the undo of each change, and is told before each.</param>
    /// <returns>The changes made, each as its <c>ip</c> equivalent.</returns>
    /// <exception cref="NetControllerException">The kernel refused, or an object in the way is not this endpoint's.</exception>
    ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo);

    /// <summary>What <see cref="EnsureAsync"/> would change; has no effect.</summary>
    ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes away what the endpoint has in the kernel and nothing else. Absent is done, and so is a namespace that is gone. It does not
    /// wait for the kernel to finish the removal of links.
    /// </summary>
    /// <param name="teardown">Runs and reports each step.</param>
    ValueTask DeleteAsync(Teardown teardown);
}
