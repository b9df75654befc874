using NetController.State;

namespace NetController;

/// <summary>From an endpoint's record to what its driver works from.</summary>
internal static class EndpointRecords
{
    public static EndpointPlan ToPlan(StoredEndpoint record, NetworkPlan network, string namespacePath) => new(
        record.Id,
        record.Name,
        network,
        namespacePath,
        record.InterfaceName ?? "",
        record.MacAddress ?? default)
    {
        Addresses = record.Addresses,
        Mtu = record.Spec.Mtu,
        Ports = record.Ports,
    };
}
