using System.Globalization;
using NetController.Drivers;

namespace NetController.Controller.Tests.Fakes;

/// <summary>What a network asks of <see cref="FakeBridgeDriver"/>.</summary>
internal sealed record FakeBridgeOptions : NetworkOptions
{
    /// <summary>The link asked for; null for one named after the network.</summary>
    public string? Link { get; init; }

    public int Mtu { get; init; } = 1500;

    /// <summary>The address of the host that ports are published on.</summary>
    public System.Net.IPAddress? HostBinding { get; init; }

    /// <summary>Whether it is the default bridge, whose link outlives its network.</summary>
    public bool Default { get; init; }

    public static DriverKind Kind { get; } = DriverKind.Of("bridge", Read, Write);

    private static FakeBridgeOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var unknown = options.Keys.Except(["link", "mtu", "default", "binding"]).ToArray();
        return unknown.Length == 0
            ? new FakeBridgeOptions
            {
                Link = options.GetValueOrDefault("link"),
                Mtu = options.TryGetValue("mtu", out var mtu) ? int.Parse(mtu, CultureInfo.InvariantCulture) : 1500,
                Default = options.ContainsKey("default"),
                HostBinding = options.TryGetValue("binding", out var binding) ? AddressText.Parse(binding) : null,
            }
            : throw new InvalidRequestException("network of driver 'bridge'", $"option '{unknown[0]}' is unknown", "leave it out");
    }

    private static EquatableMap<string> Write(FakeBridgeOptions options)
    {
        var text = new Dictionary<string, string>();
        if (options.Link is { } link)
        {
            text["link"] = link;
        }

        if (options.Mtu != 1500)
        {
            text["mtu"] = options.Mtu.ToString(CultureInfo.InvariantCulture);
        }

        if (options.HostBinding is { } binding)
        {
            text["binding"] = binding.ToString();
        }

        if (options.Default)
        {
            text["default"] = "true";
        }

        return new EquatableMap<string>(text);
    }
}
