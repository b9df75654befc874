namespace NetController;

/// <summary>One difference between what should be in the kernel and what is.</summary>
/// <param name="Resource">The object, such as <c>link nc-0123456789ab</c> or <c>iptables filter NETCTL-FORWARD</c>.</param>
/// <param name="Expected">What should be there; null where the object should not exist.</param>
/// <param name="Actual">What is there; null where the object is missing.</param>
/// <param name="Fix">The change that cures it, as an <c>ip</c>, <c>sysctl</c> or <c>iptables</c> command.</param>
public sealed record Drift(string Resource, string? Expected, string? Actual, string Fix)
{
    /// <summary>The network concerned; null where the object serves all of them.</summary>
    public NetworkId? Network { get; init; }

    /// <summary>The endpoint concerned; null where the object is not one endpoint's.</summary>
    public EndpointId? Endpoint { get; init; }
}
