using System.Collections.Immutable;
using NetController.Sandboxes;
using NetController.Sandboxes.Files;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController;

/// <summary>
/// The network stack of one container. There is one live object per id; its properties show the last completed operation and never block.
/// </summary>
public sealed class Sandbox
{
    private readonly ControllerServices _services;
    private volatile StoredSandbox _record;
    private volatile InteriorPlan _plan = InteriorPlan.Empty;
    private ImmutableArray<Endpoint> _endpoints = [];

    internal Sandbox(ControllerServices services, StoredSandbox record) => (_services, _record) = (services, record);

    /// <summary>The sandbox's identity.</summary>
    public SandboxId Id => _record.Id;

    /// <summary>The sandbox's name.</summary>
    public string Name => _record.Name;

    /// <summary>The file of its network namespace, for a runtime to join.</summary>
    public string NamespacePath => _record.NamespacePath;

    /// <summary>Everything that is stored about the sandbox, as of the last completed operation.</summary>
    public StoredSandbox Record => _record;

    /// <summary>Its endpoints in the order of their attachment.</summary>
    public ImmutableArray<Endpoint> Endpoints => ImmutableInterlocked.InterlockedCompareExchange(ref _endpoints, default, default);

    /// <summary>What its inside shall hold, gateways chosen.</summary>
    internal InteriorPlan Plan => _plan;

    /// <summary>One operation at a time changes a sandbox. Taken before a network's gate, never after.</summary>
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>
    /// The content of its hosts file (hosts(5)): loopback, the lines asked for, and its own names at each of its addresses. That of the host's
    /// own stack is the host's file with the lines asked for.
    /// </summary>
    public string RenderHostsFile() => HostsFile.Render(
        _record.Spec, [.. Endpoints.SelectMany(static endpoint => endpoint.Addresses.Items)], _services.HostGateways, HasIPv6, _services.Files.ReadHosts);

    /// <summary>
    /// The content of its resolver configuration (resolv.conf(5)): the name servers given, or those of the host that the sandbox can reach,
    /// or public ones where that leaves none.
    /// </summary>
    public string RenderResolverFile() => ResolverFile.Render(_record.Spec, HasIPv6, _services.Files);

    /// <summary>What went through each of its interfaces (<c>ip -s link</c> inside), the loopback's left out; empty for the host's own stack.</summary>
    /// <exception cref="ObjectNotFoundException">Its namespace is gone.</exception>
    /// <exception cref="OperationFailedException">The kernel refused.</exception>
    public ImmutableArray<InterfaceStatistics> GetStatistics()
    {
        if (_record.Spec.IsHost)
        {
            return [];
        }

        // A connection of its own, so that a reader waits for no operation.
        using var interior = _services.Namespaces.Open(Place);
        return interior.ReadStatistics();
    }

    internal StoredSandboxPlace Place => new(Name, NamespacePath, _record.NamespaceIdentity);

    internal void Publish(StoredSandbox record) => _record = record;

    /// <summary>Shows an endpoint as attached, or as planned to be.</summary>
    internal void Add(Endpoint endpoint)
    {
        endpoint.Sandbox = this;
        ImmutableInterlocked.Update(ref _endpoints, static (endpoints, added) => endpoints.Contains(added) ? endpoints : endpoints.Add(added), endpoint);
    }

    internal void Remove(Endpoint endpoint) => ImmutableInterlocked.Update(ref _endpoints, static (endpoints, gone) => endpoints.Remove(gone), endpoint);

    internal void Publish(InteriorPlan plan) => _plan = plan;

    private bool HasIPv6 => _record.Spec.IsHost || Endpoints.Any(static endpoint => endpoint.Addresses.Items.Any(static address => address.Family == IPFamily.IPv6));
}
