using System.Globalization;
using System.Net;
using NetController.Firewall;
using Keys = NetController.Drivers.Bridge.BridgeOptionKeys;

namespace NetController.Drivers.Bridge;

/// <summary>Bridge options as text and back. Defaults are not written, and what is written reads back equal.</summary>
internal static class BridgeOptionsCodec
{
    public static BridgeNetworkOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var reader = new OptionReader(options);
        var read = new BridgeNetworkOptions
        {
            LinkName = reader.Text(Keys.LinkName),
            IsDefaultBridge = reader.Flag(Keys.DefaultBridge, fallback: false),
            UserManaged = reader.Flag(Keys.UserManaged, fallback: false),
            Mtu = reader.Number(Keys.Mtu),
            InterContainerConnectivity = reader.Flag(Keys.InterContainerConnectivity, fallback: true),
            Masquerade = reader.Flag(Keys.Masquerade, fallback: true),
            GatewayModeIPv4 = reader.Mode(Keys.GatewayModeIPv4),
            GatewayModeIPv6 = reader.Mode(Keys.GatewayModeIPv6),
            SourceAddressIPv4 = reader.Address(Keys.SourceAddressIPv4),
            SourceAddressIPv6 = reader.Address(Keys.SourceAddressIPv6),
            InhibitIPv4 = reader.Flag(Keys.InhibitIPv4, fallback: false),
            HostBinding = reader.Address(Keys.HostBinding),
            TrustedInterfaces = reader.Names(Keys.TrustedInterfaces),
            InterfacePrefix = reader.Text(Keys.InterfacePrefix),
        };
        reader.RefuseTheRest();
        return reader.Problems.IsEmpty
            ? read
            : throw new InvalidRequestException("network of driver 'bridge'", reader.Problems, "correct these options or leave them out");
    }

    public static EquatableMap<string> Write(BridgeNetworkOptions options)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        Text(written, Keys.LinkName, options.LinkName);
        Flag(written, Keys.DefaultBridge, options.IsDefaultBridge, fallback: false);
        Flag(written, Keys.UserManaged, options.UserManaged, fallback: false);
        Text(written, Keys.Mtu, options.Mtu?.ToString(CultureInfo.InvariantCulture));
        Flag(written, Keys.InterContainerConnectivity, options.InterContainerConnectivity, fallback: true);
        Flag(written, Keys.Masquerade, options.Masquerade, fallback: true);
        Mode(written, Keys.GatewayModeIPv4, options.GatewayModeIPv4);
        Mode(written, Keys.GatewayModeIPv6, options.GatewayModeIPv6);
        Address(written, Keys.SourceAddressIPv4, options.SourceAddressIPv4);
        Address(written, Keys.SourceAddressIPv6, options.SourceAddressIPv6);
        Flag(written, Keys.InhibitIPv4, options.InhibitIPv4, fallback: false);
        Address(written, Keys.HostBinding, options.HostBinding);
        Text(written, Keys.TrustedInterfaces, options.TrustedInterfaces.Count == 0 ? null : string.Join(OptionReader.NameSeparator, options.TrustedInterfaces));
        Text(written, Keys.InterfacePrefix, options.InterfacePrefix);
        return new EquatableMap<string>(written);
    }

    private static void Text(Dictionary<string, string> written, string key, string? value)
    {
        if (value is not null)
        {
            written.Add(key, value);
        }
    }

    private static void Flag(Dictionary<string, string> written, string key, bool value, bool fallback) =>
        Text(written, key, value == fallback ? null : value ? "true" : "false");

    private static void Mode(Dictionary<string, string> written, string key, GatewayMode mode) =>
        Text(written, key, mode == GatewayMode.Nat ? null : mode.ToText());

    // The zone is dropped and a mapped address unmapped, as reading would.
    private static void Address(Dictionary<string, string> written, string key, IPAddress? address) =>
        Text(written, key, address?.Normalized().ToString());
}
