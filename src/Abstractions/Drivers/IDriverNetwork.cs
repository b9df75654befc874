using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;

namespace NetController.Drivers;

/// <summary>One network as its driver sees it. Every method works from the plan that the handle was opened with.</summary>
/// <remarks>
/// <see cref="EnsureAsync"/> and <see cref="DeleteAsync"/> of one network never run at the same time. The properties, <see cref="CheckAsync"/> and
/// <see cref="OpenEndpoint"/> are called at any time, also while one of the two runs. So are the endpoints' handles: those in different sandboxes
/// work at the same time.
/// </remarks>
public interface IDriverNetwork
{
    /// <summary>The host link of the network, such as a bridge; null where it has none.</summary>
    string? LinkName { get; }

    /// <summary>What traffic the network allows; null where it needs no firewall. The controller applies it.</summary>
    NetworkPolicy? Policy { get; }

    /// <summary>The address of the host that ports are published on where a mapping names none; null for the controller's choice.</summary>
    IPAddress? HostBinding => null;

    /// <summary>What the names that the controller chooses for interfaces in sandboxes begin with, before their number; null for <c>eth</c>.</summary>
    string? InterfacePrefix => null;

    /// <summary>Gives the handle of an endpoint on this network, new or stored. Has no effect on the kernel.</summary>
    /// <exception cref="InvalidRequestException">The plan cannot be made real, for example because the MTU is larger than the network's.</exception>
    IDriverEndpoint OpenEndpoint(EndpointPlan plan);

    /// <summary>
    /// Makes the kernel hold what the plan says: the first creation, the restore after a start and the repair are this one method.
    /// What already matches is not touched.
    /// </summary>
    /// <param name="undo">Takes the undo of each change, and is told before each.</param>
    /// <returns>The changes made, each as its <c>ip</c> or <c>sysctl</c> equivalent.</returns>
    /// <exception cref="NetControllerException">The kernel refused, or an object in the way is not this network's.</exception>
    ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo);

    /// <summary>What <see cref="EnsureAsync"/> would change; has no effect.</summary>
    ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Takes away what the network has in the kernel and nothing that it does not own. Absent is done.</summary>
    /// <param name="teardown">Runs and reports each step.</param>
    ValueTask DeleteAsync(Teardown teardown);
}
