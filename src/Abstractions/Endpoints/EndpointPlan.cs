namespace NetController;

/// <summary>
/// A validated endpoint with all that is reserved for it: what a driver needs to say what the kernel shall hold. Attach, restore, check,
/// repair and detach all work from the same plan.
/// </summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Network">Its network.</param>
/// <param name="NamespacePath">The file of the sandbox's network namespace.</param>
/// <param name="InterfaceName">The interface's name inside.</param>
/// <param name="MacAddress">The interface's MAC address.</param>
public sealed record EndpointPlan(EndpointId Id, string Name, NetworkPlan Network, string NamespacePath, string InterfaceName, MacAddress MacAddress)
{
    /// <summary>The addresses leased to it, at most one a family.</summary>
    public EquatableArray<InterfaceAddress> Addresses { get; init; }

    /// <summary>The MTU asked for; null for the network's.</summary>
    public int? Mtu { get; init; }

    /// <summary>The ports of the host that lead to it.</summary>
    public EquatableArray<PublishedPorts> Ports { get; init; }

    /// <summary>The mark that its kernel objects carry.</summary>
    public OwnerTag Tag => OwnerTag.OfEndpoint(Network.Instance, Id);

    /// <summary>Its address of a family; null where it has none.</summary>
    public InterfaceAddress? Address(IPFamily family)
    {
        foreach (var address in Addresses.Items)
        {
            if (address.Family == family)
            {
                return address;
            }
        }

        return null;
    }
}
