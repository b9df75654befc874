using NetController.Drivers;
using NetController.State;

namespace NetController.Networks;

/// <summary>The two ways between a network's record and what its driver works from.</summary>
internal static class NetworkRecords
{
    public static StoredNetwork ToRecord(
        NetworkId id, NetworkSpec spec, DriverKind kind, EquatableArray<NetworkPool> pools, DateTimeOffset created) =>
        new(id, spec.Name, kind.Name, RecordState.Creating, created)
        {
            Options = kind.WriteOptions(spec.Options),
            IpamDriver = spec.IpamDriver,
            Pools = pools,
            EnableIPv4 = spec.EnableIPv4,
            EnableIPv6 = spec.EnableIPv6,
            Internal = spec.Internal,
            Attachable = spec.Attachable,
            Labels = spec.Labels,
        };

    public static NetworkPlan ToPlan(StoredNetwork record, InstanceId instance, DriverKind kind) =>
        new(record.Id, record.Name, instance, kind.ReadOptions(record.Options)) { Pools = record.Pools, Internal = record.Internal };
}
