using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetController.Firewall;
using NetController.Ipam;

namespace NetController;

/// <summary>
/// What the last start of a state directory was told that decides about rules, subnets and addresses, kept beside the state: whoever opens the
/// state as it is without options of his own means the same by its records.
/// </summary>
internal sealed record LastStart
{
    /// <summary>The file's name in the state directory.</summary>
    public const string FileName = "last-start.json";

    /// <summary>What applied the rules, by the name that the backend has for itself.</summary>
    public required string Firewall { get; init; }

    /// <summary>See <see cref="NetworkControllerOptions.AllowDirectRouting"/>.</summary>
    public bool AllowDirectRouting { get; init; }

    /// <summary>See <see cref="NetworkControllerOptions.AcceptMark"/>.</summary>
    public string? AcceptMark { get; init; }

    /// <summary>See <see cref="NetworkControllerOptions.GuardForwarding"/>.</summary>
    public bool GuardForwarding { get; init; } = true;

    /// <summary>See <see cref="NetworkControllerOptions.AddressPools"/>.</summary>
    public IReadOnlyList<string> AddressPools { get; init; } = [];

    /// <summary>See <see cref="NetworkControllerOptions.ReservedSubnets"/>.</summary>
    public IReadOnlyList<string> ReservedSubnets { get; init; } = [];

    /// <summary>See <see cref="NetworkControllerOptions.HostGatewayAddresses"/>.</summary>
    public IReadOnlyList<string> HostGatewayAddresses { get; init; } = [];

    /// <summary>See <see cref="NetworkControllerOptions.DefaultHostBinding"/>.</summary>
    public string? DefaultHostBinding { get; init; }

    /// <summary>See <see cref="NetworkControllerOptions.HostNamespacePath"/>.</summary>
    public string? HostNamespacePath { get; init; }

    /// <summary>What a start with these options is remembered by.</summary>
    /// <param name="options">The options.</param>
    /// <param name="firewall">The backend that was chosen.</param>
    public static LastStart Of(NetworkControllerOptions options, IFirewall firewall) => new()
    {
        Firewall = firewall.Name,
        AllowDirectRouting = options.AllowDirectRouting,
        AcceptMark = options.AcceptMark?.ToString(),
        GuardForwarding = options.GuardForwarding,
        AddressPools = Texts(options.AddressPools),
        ReservedSubnets = Texts(options.ReservedSubnets),
        HostGatewayAddresses = Texts(options.HostGatewayAddresses),
        DefaultHostBinding = options.DefaultHostBinding?.ToString(),
        HostNamespacePath = options.HostNamespacePath,
    };

    /// <summary>The options with what the last start of their state directory was told; as they are where it was never started.</summary>
    /// <param name="options">The directories, and what the last start does not decide.</param>
    /// <param name="firewall">What applies the rules instead; null for what did.</param>
    /// <exception cref="ResourceUnavailableException">The file cannot be read, or something that is not built in applied the rules.</exception>
    public static NetworkControllerOptions Apply(NetworkControllerOptions options, FirewallBackend? firewall)
    {
        var path = Path.Combine(options.StateDirectory, FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LastStartJson.Default.LastStart) is { } last
                ? last.ApplyTo(options, firewall)
                : throw new JsonException("the file holds nothing");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return options with { Firewall = firewall ?? options.Firewall };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new ResourceUnavailableException(
                $"what the last start was told cannot be read from '{path}': {failure.Message}",
                "start the daemon, or run `netctl init` with the options wanted: either writes it anew",
                failure);
        }
    }

    /// <summary>Keeps it; whoever reads sees the old one or the new one, whole. What is kept already is not written again.</summary>
    /// <exception cref="ResourceUnavailableException">It cannot be written.</exception>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, LastStartJson.Default.LastStart);
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                return;
            }

            var fresh = $"{path}.new";
            using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ResourceUnavailableException(
                $"the options of this start could not be kept in '{path}': {failure.Message}", "free space or mend the disk, then start again", failure);
        }
    }

    private NetworkControllerOptions ApplyTo(NetworkControllerOptions options, FirewallBackend? firewall) => options with
    {
        Firewall = firewall ?? Backend(),
        AllowDirectRouting = AllowDirectRouting,
        AcceptMark = AcceptMark is { } mark ? FirewallMark.TryParse(mark, out var value) ? value : throw new FormatException($"'{mark}' is no mark") : null,
        GuardForwarding = GuardForwarding,
        AddressPools = [.. AddressPools.Select(AddressPoolTemplate.Parse)],
        ReservedSubnets = [.. ReservedSubnets.Select(static text => IPPrefix.Parse(text))],
        HostGatewayAddresses = [.. HostGatewayAddresses.Select(static text => AddressText.Parse(text))],
        DefaultHostBinding = DefaultHostBinding is { } address ? AddressText.Parse(address) : null,
        HostNamespacePath = HostNamespacePath,
    };

    private FirewallBackend Backend() => Enum.TryParse<FirewallBackend>(Firewall, ignoreCase: true, out var backend) && backend != FirewallBackend.Auto && Enum.IsDefined(backend)
        ? backend
        : throw new ResourceUnavailableException(
            $"the last start applied the rules by '{Firewall}', which is not built in", "say by --firewall which backend is meant, or work through the daemon that has it");

    private static ImmutableArray<string> Texts<T>(ImmutableArray<T> values)
        where T : notnull => [.. values.Select(static value => value.ToString()!)];
}

/// <summary>How <see cref="LastStart"/> is written, made at compile time.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LastStart))]
internal sealed partial class LastStartJson : JsonSerializerContext;
