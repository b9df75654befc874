namespace NetController.Drivers.Bridge;

/// <summary>The kinds of link that the driver tells apart, as <c>ip -details link</c> prints them.</summary>
internal static class LinkKinds
{
    public const string Bridge = "bridge";
    public const string Veth = "veth";
}
