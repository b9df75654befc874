namespace NetController.Formats;

/// <summary>Turns what a start found and did into JSON.</summary>
internal static class StartMapping
{
    /// <summary>The report as JSON.</summary>
    public static InitJson Report(NetworkController controller) =>
        Report(controller.Report, controller.Instance, controller.FirewallBackend, JsonMapping.Networks(NetworkView.Of(controller)));

    /// <summary>The report as JSON.</summary>
    public static InitJson Report(InitializeReport report, InstanceId instance, string firewall, NetworkJson[] networks) => new(
        instance.ToString(),
        firewall,
        networks,
        report.StoreFindings,
        report.Unfinished,
        report.Restored,
        JsonMapping.Degraded(report.Degraded),
        JsonMapping.Degraded(report.DegradedEndpoints),
        report.Created,
        report.Refreshed,
        report.Deleted,
        report.DefaultNetworksKept,
        report.ActiveSandboxes,
        report.StaleSandboxes,
        report.Changes,
        JsonMapping.HostChanges(report.HostChanges),
        [.. report.HostGateways.Select(static address => address.ToString())],
        report.Leftovers,
        report.Warnings,
        [.. report.Steps.Select(static step => new StepJson(step.Step, Math.Round(step.Elapsed.TotalMilliseconds, 3)))]);
}
