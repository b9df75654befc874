namespace NetController;

/// <summary>
/// The mark on a kernel object that says which controller made it and for what: <c>netctl:&lt;instance&gt;:&lt;kind&gt;:&lt;id&gt;</c>.
/// Links carry it as their alias (<c>ip link set dev X alias …</c>), firewall rules as their comment.
/// </summary>
/// <param name="Instance">The first 12 hex digits of the instance id.</param>
/// <param name="Kind">What the id names: <c>network</c>, <c>endpoint</c>, or <c>host</c> for what serves all of them.</param>
/// <param name="Id">The id's hex digits, whole or short.</param>
public readonly record struct OwnerTag(string Instance, string Kind, string Id)
{
    /// <summary>What every tag begins with.</summary>
    public const string Prefix = "netctl:";

    /// <summary>The kind that stands for a network.</summary>
    public const string NetworkKind = "network";

    /// <summary>The kind that stands for an endpoint.</summary>
    public const string EndpointKind = "endpoint";

    /// <summary>The tag of an endpoint's own objects.</summary>
    public static OwnerTag OfEndpoint(InstanceId instance, EndpointId endpoint) => new(instance.Short, EndpointKind, endpoint.ToString());

    /// <summary>The tag of a network's own objects.</summary>
    public static OwnerTag OfNetwork(InstanceId instance, NetworkId network) => new(instance.Short, NetworkKind, network.ToString());

    /// <summary>Reads a tag; text that is not one, such as an administrator's own alias, gives false.</summary>
    public static bool TryParse(string? text, out OwnerTag tag)
    {
        tag = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = text.Split(':');
        if (parts.Length != 4 || parts.Any(string.IsNullOrEmpty))
        {
            return false;
        }

        tag = new OwnerTag(parts[1], parts[2], parts[3]);
        return true;
    }

    /// <summary>True where this tag was made by the instance <paramref name="instance"/>.</summary>
    public bool IsOf(InstanceId instance) => string.Equals(Instance, instance.Short, StringComparison.Ordinal);

    /// <summary>The tag as the kernel object carries it.</summary>
    public override string ToString() => $"{Prefix}{Instance}:{Kind}:{Id}";
}
