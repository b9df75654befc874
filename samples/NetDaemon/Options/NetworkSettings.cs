using System.Globalization;
using Microsoft.Extensions.Configuration;
using NetController;
using NetController.Firewall;

namespace NetDaemon.Options;

/// <summary>Says the network options in the names of the controller's configuration.</summary>
internal static class NetworkSettings
{
    private const string NoBridge = "none";

    /// <summary>The controller's configuration.</summary>
    /// <param name="settings">What was given.</param>
    /// <param name="dataRoot">Where the state is kept.</param>
    /// <param name="execRoot">Where run-time files are.</param>
    /// <param name="problems">Where contradictions are told.</param>
    public static IConfiguration Read(IReadOnlyDictionary<string, Setting> settings, string dataRoot, string execRoot, List<string> problems)
    {
        var network = new Dictionary<string, string?>(StringComparer.Ordinal) { ["StateDirectory"] = dataRoot, ["RunDirectory"] = execRoot };
        foreach (var setting in settings.Values.Where(static setting => setting.Option.Target is not null))
        {
            Copy(setting, network);
        }

        ReadBridge(settings, network, problems);
        ReadFirewall(settings, network, problems);
        ReadAddress(settings, network);
        ReadIntervals(settings, network);
        return new ConfigurationBuilder().AddInMemoryCollection(network).Build();
    }

    /// <summary>A problem that the controller's validation found, with the flag in place of the controller's key.</summary>
    public static string InOurNames(string problem)
    {
        var key = problem.Split(' ')[0];
        var option = OptionTable.All.FirstOrDefault(option => option.Target == key);
        return option is null ? problem : $"--{option.Flag}{problem[key.Length..]}";
    }

    private static void Copy(Setting setting, Dictionary<string, string?> network)
    {
        if (setting.Option.Kind != OptionKind.List)
        {
            network[setting.Option.Target!] = setting.Values[^1];
            return;
        }

        for (var index = 0; index < setting.Values.Length; index++)
        {
            network[$"{setting.Option.Target}:{index}"] = setting.Values[index];
        }
    }

    private static void ReadBridge(IReadOnlyDictionary<string, Setting> settings, Dictionary<string, string?> network, List<string> problems)
    {
        if (Text(settings, OptionTable.Bridge) is not { } bridge || bridge == DefaultBridgeOptions.DefaultLinkName)
        {
            return;
        }

        problems.AddRange(new[] { OptionTable.Bip, OptionTable.Bip6 }.Where(option => settings.ContainsKey(option.Flag))
            .Select(option => $"--bridge {bridge} and --{option.Flag} contradict each other: the address of a bridge that you manage is yours to set"));
        network[bridge == NoBridge ? "DefaultBridge:Enabled" : "DefaultBridge:UserManagedBridge"] = bridge == NoBridge ? "false" : bridge;
    }

    private static void ReadFirewall(IReadOnlyDictionary<string, Setting> settings, Dictionary<string, string?> network, List<string> problems)
    {
        var word = Text(settings, OptionTable.FirewallBackend);
        if (!Enum.TryParse<FirewallBackend>(word ?? "auto", ignoreCase: true, out var backend) || !Enum.GetNames<FirewallBackend>().Contains(word ?? "Auto", StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"--{OptionTable.FirewallBackend.Flag} cannot be '{word}': write auto, iptables, nftables or none");
        }

        if (Text(settings, OptionTable.Iptables) == "false")
        {
            if (word is not null && backend != FirewallBackend.None)
            {
                problems.Add($"--iptables=false and --{OptionTable.FirewallBackend.Flag} {word} contradict each other");
            }

            backend = FirewallBackend.None;
        }

        if (backend == FirewallBackend.None && Text(settings, OptionTable.Icc) == "false")
        {
            problems.Add("--icc=false needs firewall rules: it contradicts --iptables=false");
        }

        network["Firewall"] = backend.ToString();
        // Masquerading is a firewall rule; dockerd switches it off as silently.
        network["DefaultBridge:Masquerade"] = backend == FirewallBackend.None ? "false" : Text(settings, OptionTable.Masquerade) ?? "true";
        network["GuardForwarding"] = Text(settings, OptionTable.ForwardNoDrop) == "true" ? "false" : "true";
    }

    private static void ReadAddress(IReadOnlyDictionary<string, Setting> settings, Dictionary<string, string?> network)
    {
        if (Text(settings, OptionTable.BindAddress) is { } address)
        {
            network["DefaultHostBinding"] = address;
            network["DefaultBridge:HostBinding"] = address;
        }
    }

    private static void ReadIntervals(IReadOnlyDictionary<string, Setting> settings, Dictionary<string, string?> network)
    {
        foreach (var (option, key) in new[] { (OptionTable.DriftInterval, "DriftCheckInterval"), (OptionTable.RetryInterval, "RetryInterval") })
        {
            if (int.TryParse(Text(settings, option), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                network[key] = TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
            }
        }
    }

    private static string? Text(IReadOnlyDictionary<string, Setting> settings, DaemonOption option) => settings.TryGetValue(option.Flag, out var setting) ? setting.Values[^1] : null;
}
