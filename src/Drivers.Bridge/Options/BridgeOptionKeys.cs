namespace NetController.Drivers.Bridge;

/// <summary>The names of the bridge driver's options as text: Docker's where Docker has one.</summary>
internal static class BridgeOptionKeys
{
    public const string LinkName = "com.docker.network.bridge.name";
    public const string DefaultBridge = "com.docker.network.bridge.default_bridge";
    public const string UserManaged = "netctl.bridge.user_managed";
    public const string Mtu = "com.docker.network.driver.mtu";
    public const string InterContainerConnectivity = "com.docker.network.bridge.enable_icc";
    public const string Masquerade = "com.docker.network.bridge.enable_ip_masquerade";
    public const string GatewayModeIPv4 = "com.docker.network.bridge.gateway_mode_ipv4";
    public const string GatewayModeIPv6 = "com.docker.network.bridge.gateway_mode_ipv6";
    public const string SourceAddressIPv4 = "com.docker.network.host_ipv4";
    public const string SourceAddressIPv6 = "com.docker.network.host_ipv6";
    public const string InhibitIPv4 = "com.docker.network.bridge.inhibit_ipv4";
    public const string HostBinding = "com.docker.network.bridge.host_binding_ipv4";
    public const string TrustedInterfaces = "com.docker.network.bridge.trusted_host_interfaces";
    public const string InterfacePrefix = "com.docker.network.container_iface_prefix";
}
