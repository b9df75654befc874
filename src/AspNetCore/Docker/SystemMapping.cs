using System.Runtime.InteropServices;
using NetController.AspNetCore.Calls;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;
using NetController.State;

namespace NetController.AspNetCore.Docker;

/// <summary>What the server says of itself.</summary>
internal static class SystemMapping
{
    private const string KernelRelease = "/proc/sys/kernel/osrelease";
    private const string Os = "linux";

    /// <summary>The answer of <c>/version</c>.</summary>
    public static EngineVersionJson Version(NetworkControllerApiOptions options)
    {
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ApiVersion"] = ApiVersion.Current.ToString(),
            ["Arch"] = GoArchitecture,
            ["KernelVersion"] = Kernel,
            ["MinAPIVersion"] = ApiVersion.Minimum.ToString(),
            ["Os"] = Os,
            ["Runtime"] = RuntimeInformation.FrameworkDescription,
        };
        return new EngineVersionJson(
            new PlatformJson(options.ProductName),
            [new ComponentJson(options.ProductName, options.ProductVersion, details)],
            options.ProductVersion,
            ApiVersion.Current.ToString(),
            ApiVersion.Minimum.ToString(),
            GitCommit: "",
            GoVersion: "",
            Os,
            GoArchitecture,
            Kernel,
            BuildTime: "");
    }

    /// <summary>The answer of <c>/info</c>.</summary>
    public static InfoJson Info(NetworkController controller, NetworkControllerApiOptions options)
    {
        var sandboxes = controller.Sandboxes.Length;
        return new InfoJson(
            controller.Instance.ToString(),
            sandboxes,
            sandboxes,
            ContainersPaused: 0,
            ContainersStopped: 0,
            Images: 0,
            Driver: "",
            new PluginsJson([], [.. controller.Drivers.Select(static driver => driver.Name)], [], []),
            JsonMapping.Time(TimeProvider.System.GetUtcNow()),
            Kernel,
            RuntimeInformation.OSDescription,
            Os,
            Machine,
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Environment.MachineName,
            Labels: [],
            ExperimentalBuild: false,
            options.ProductVersion,
            new SwarmJson("inactive"),
            LiveRestoreEnabled: true,
            new FirewallJson(controller.FirewallBackend),
            [.. controller.IpamStatus.Values.SelectMany(static status => status.Sources).Select(static source => new AddressPoolJson(source.Base.ToString(), source.Size))],
            [.. controller.Networks.Where(static network => network.Record.State == RecordState.Degraded)
                .Select(static network => $"WARNING: network '{network.Name}' is degraded: {network.Record.Reason}")]);
    }

    private static string Kernel => File.Exists(KernelRelease) ? File.ReadAllText(KernelRelease).Trim() : "";

    private static string GoArchitecture => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.Arm64 => "arm64",
        var other => other.ToString(),
    };

    private static string Machine => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        var other => other.ToString(),
    };
}
