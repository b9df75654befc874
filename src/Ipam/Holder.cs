namespace NetController.Ipam;

/// <summary>Who holds an address, or held it before it began to rest.</summary>
internal readonly record struct Holder(LeaseKind Kind, string Owner)
{
    /// <summary>The holder as a message names it.</summary>
    public string Describe(string networkName) => Kind switch
    {
        LeaseKind.Gateway => $"the gateway of network '{networkName}'",
        LeaseKind.Auxiliary => $"auxiliary address '{Owner}' of network '{networkName}'",
        _ => $"endpoint {(EndpointId.TryParse(Owner, out var id) ? id.Short : Owner)}",
    };
}
