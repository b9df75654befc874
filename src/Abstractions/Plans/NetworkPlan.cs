namespace NetController;

/// <summary>
/// A validated network with its subnets reserved: all that a driver needs to say what the kernel shall hold. Create, restore, check,
/// repair, dry run and delete all work from the same plan.
/// </summary>
/// <param name="Id">The network.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Instance">The controller's instance, for owner tags.</param>
/// <param name="Options">The driver's own options.</param>
public sealed record NetworkPlan(NetworkId Id, string Name, InstanceId Instance, NetworkOptions Options)
{
    /// <summary>The subnets, at most one a family.</summary>
    public EquatableArray<NetworkPool> Pools { get; init; }

    /// <summary>Whether traffic stays inside the network.</summary>
    public bool Internal { get; init; }

    /// <summary>The mark that the network's kernel objects carry.</summary>
    public OwnerTag Tag => OwnerTag.OfNetwork(Instance, Id);

    /// <summary>The subnet of a family; null where the network has none.</summary>
    public NetworkPool? Pool(IPFamily family) => Pools.Items.FirstOrDefault(pool => pool.Family == family);
}
