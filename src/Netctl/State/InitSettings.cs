using System.Net;
using System.Text.Json;
using NetController.Firewall;
using NetController.Ipam;
using NetController.Netctl.Options;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.State;

/// <summary>
/// What <c>init</c> was told that later commands must follow: who applies the rules, which pools subnets are chosen from, and which address
/// of the host ports are published on. A daemon has a configuration file for this; the tool keeps it beside the state. Each <c>init</c>
/// writes it anew.
/// </summary>
/// <param name="Firewall">What applies the rules.</param>
/// <param name="AddressPools">The default pools; empty for the built-in ones.</param>
/// <param name="HostBinding">The address of the host that ports are published on where nothing else names one; null for all.</param>
internal sealed record InitSettings(FirewallBackend Firewall, EquatableArray<AddressPoolTemplate> AddressPools, IPAddress? HostBinding)
{
    private const string FileName = "netctl.json";

    /// <summary>The settings of a state directory; the defaults where none were written.</summary>
    /// <exception cref="ResourceUnavailableException">The file cannot be read.</exception>
    public static InitSettings Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var json = JsonSerializer.Deserialize(File.ReadAllBytes(path), NetctlJsonContext.Default.InitSettingsJson);
            return json is null
                ? throw new JsonException("the file holds nothing")
                : new InitSettings(
                    FirewallWord.Parse(json.Firewall),
                    json.DefaultAddressPools.Select(AddressPoolTemplate.Parse).ToEquatableArray(),
                    json.HostBinding is { } address ? AddressText.Parse(address) : null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new InitSettings(FirewallBackend.Auto, [], null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new ResourceUnavailableException(
                $"the settings in '{path}' cannot be read: {failure.Message}", "run `netctl init` with the options wanted, which writes them anew", failure);
        }
    }

    /// <summary>Keeps the settings; whoever reads sees the old ones or the new ones, whole.</summary>
    public void Write(string directory)
    {
        var json = new InitSettingsJson(FirewallWord.Of(Firewall), [.. AddressPools.Select(static pool => pool.ToString())], HostBinding?.ToString());
        var path = Path.Combine(directory, FileName);
        var fresh = $"{path}.new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(json, NetctlJsonContext.Default.InitSettingsJson));
        File.Move(fresh, path, overwrite: true);
    }
}
