namespace NetController.Drivers.Bridge;

/// <summary>Reads what the kernel holds of one endpoint: two links of the host and, where the endpoint is attached, one of the sandbox.</summary>
internal static class EndpointObserver
{
    public static EndpointView Observe(HostKernel kernel, BridgeEndpointPlan plan, SandboxFile sandbox)
    {
        var bridge = kernel.FindLink(plan.Bridge);
        var hostEnd = kernel.FindHostEnd(plan.Link);
        if (hostEnd is { Master: { } master } && master != bridge?.Index)
        {
            hostEnd = hostEnd with { MasterName = kernel.FindLinkName(master) };
        }

        return new EndpointView
        {
            Bridge = bridge,
            HostEnd = hostEnd,
            Sandbox = sandbox.Presence,
            Peer = hostEnd is null || sandbox.Namespace is null ? null : kernel.FindPeer(sandbox.Namespace, hostEnd),
            FiltersSwitchedFrames = plan.MayReachItself && (bridge?.FiltersSwitchedFrames is true || kernel.FiltersSwitchedFrames()),
        };
    }
}
