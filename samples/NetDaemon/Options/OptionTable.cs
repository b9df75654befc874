using System.Collections.Immutable;

namespace NetDaemon.Options;

/// <summary>Every option; flags, environment, file, help and reload all follow this table.</summary>
internal static class OptionTable
{
    /// <summary>What the environment variables begin with.</summary>
    public const string VariablePrefix = "NETDAEMON_";

    public static readonly DaemonOption ConfigFile = new("config-file", OptionKind.Text, "FILE", "Configuration file; that of the default path may be absent") { Key = "" };
    public static readonly DaemonOption Validate = new("validate", OptionKind.Switch, "", "Check options and configuration file, and exit") { Key = "" };
    public static readonly DaemonOption Help = new("help", OptionKind.Switch, "", "Print this and exit") { Key = "" };
    public static readonly DaemonOption Version = new("version", OptionKind.Switch, "", "Print the version and exit") { Letter = 'v', Key = "" };

    public static readonly DaemonOption Host = new("host", OptionKind.List, "ADDRESS", "Where to listen: unix:///PATH, or tcp://LOOPBACK:PORT with --tlsverify") { Letter = 'H', Key = "hosts" };
    public static readonly DaemonOption Group = new("group", OptionKind.Text, "GROUP", "Group of the Unix socket") { Letter = 'G' };
    public static readonly DaemonOption DataRoot = new("data-root", OptionKind.Text, "DIR", "Keeps the state across restarts");
    public static readonly DaemonOption ExecRoot = new("exec-root", OptionKind.Text, "DIR", "Run-time files, which a reboot may empty");
    public static readonly DaemonOption PidFile = new("pidfile", OptionKind.Text, "FILE", "Pid file") { Letter = 'p' };
    public static readonly DaemonOption Debug = new("debug", OptionKind.Switch, "", "Log as --log-level debug does") { Letter = 'D', Reloadable = true };
    public static readonly DaemonOption LogLevel = new("log-level", OptionKind.Text, "LEVEL", "trace, debug, info, warn, error or fatal") { Letter = 'l', Reloadable = true };
    public static readonly DaemonOption LogFormat = new("log-format", OptionKind.Text, "FORMAT", "text or json");
    public static readonly DaemonOption ShutdownTimeout = new("shutdown-timeout", OptionKind.Number, "SECONDS", "How long an orderly stop may take, 1 to 600") { Reloadable = true };

    public static readonly DaemonOption TlsVerify = new("tlsverify", OptionKind.Switch, "", "TLS on TCP, for clients with a certificate of --tlscacert alone");
    public static readonly DaemonOption TlsCa = new("tlscacert", OptionKind.Text, "FILE", "Certificates that sign the clients', PEM");
    public static readonly DaemonOption TlsCertificate = new("tlscert", OptionKind.Text, "FILE", "The daemon's certificate, PEM");
    public static readonly DaemonOption TlsKey = new("tlskey", OptionKind.Text, "FILE", "The daemon's private key, PEM");

    public static readonly DaemonOption Bridge = new("bridge", OptionKind.Text, "NAME", "An existing bridge to use for the network bridge; none for no such network") { Letter = 'b' };
    public static readonly DaemonOption Bip = new("bip", OptionKind.Text, "CIDR", "The default bridge's IPv4 address with its subnet") { Target = "DefaultBridge:AddressIPv4" };
    public static readonly DaemonOption Bip6 = new("bip6", OptionKind.Text, "CIDR", "The default bridge's IPv6 address with its subnet") { Target = "DefaultBridge:AddressIPv6" };
    public static readonly DaemonOption Icc = new("icc", OptionKind.Switch, "", "Endpoints of the default bridge may talk to each other") { Target = "DefaultBridge:InterContainerConnectivity" };
    public static readonly DaemonOption Masquerade = new("ip-masq", OptionKind.Switch, "", "Outgoing traffic of the default bridge takes the host's address");
    public static readonly DaemonOption BindAddress = new("ip", OptionKind.Text, "IP", "The host address that ports are published on where nothing else names one");
    public static readonly DaemonOption ReservedSubnet = new("reserved-subnet", OptionKind.List, "CIDR", "A subnet that is never chosen") { Key = "reserved-subnets", Target = "ReservedSubnets", Reloadable = true };
    public static readonly DaemonOption Iptables = new("iptables", OptionKind.Switch, "", "Write firewall rules at all");
    public static readonly DaemonOption FirewallBackend = new("firewall-backend", OptionKind.Text, "NAME", "auto, iptables, nftables or none");
    public static readonly DaemonOption ForwardNoDrop = new("ip-forward-no-drop", OptionKind.Switch, "", "Do not drop foreign forwarded packets after forwarding was turned on");
    public static readonly DaemonOption DriftInterval = new("drift-check-interval", OptionKind.Number, "SECONDS", "How often records and kernel are compared; 0 for never");
    public static readonly DaemonOption RetryInterval = new("retry-interval", OptionKind.Number, "SECONDS", "How often what is degraded is tried again; 0 for never");

    public static readonly ImmutableArray<DaemonOption> All =
    [
        Host, Group, DataRoot, ExecRoot, PidFile, ConfigFile, Validate, Debug, LogLevel, LogFormat, ShutdownTimeout,
        TlsVerify, TlsCa, TlsCertificate, TlsKey,
        Bridge, Bip, Bip6,
        new("fixed-cidr", OptionKind.Text, "CIDR", "Where IPv4 addresses of the default bridge are chosen from") { Target = "DefaultBridge:FixedCidrIPv4" },
        new("fixed-cidr-v6", OptionKind.Text, "CIDR", "Where IPv6 addresses of the default bridge are chosen from") { Target = "DefaultBridge:FixedCidrIPv6" },
        new("default-gateway", OptionKind.Text, "IP", "IPv4 gateway of the default bridge's endpoints") { Target = "DefaultBridge:DefaultGatewayIPv4" },
        new("default-gateway-v6", OptionKind.Text, "IP", "IPv6 gateway of the default bridge's endpoints") { Target = "DefaultBridge:DefaultGatewayIPv6" },
        new("mtu", OptionKind.Number, "BYTES", "MTU of the default bridge") { Target = "DefaultBridge:Mtu" },
        new("ipv6", OptionKind.Switch, "", "IPv6 on the default bridge") { Target = "DefaultBridge:EnableIPv6" },
        Icc, Masquerade, BindAddress,
        new("default-address-pool", OptionKind.List, "base=CIDR,size=N", "Pool that subnets are chosen from, instead of the built-in ones") { Key = "default-address-pools", Target = "AddressPools" },
        ReservedSubnet,
        new("host-gateway-ip", OptionKind.List, "IP", "How containers reach the host, one address a family") { Key = "host-gateway-ips", Target = "HostGatewayAddresses" },
        Iptables, FirewallBackend, ForwardNoDrop,
        new("allow-direct-routing", OptionKind.Switch, "", "Published ports may be reached by the endpoints' own addresses") { Target = "AllowDirectRouting" },
        new("bridge-accept-fwmark", OptionKind.Text, "MARK", "Packets with this mark are let through, such as 0x1/0xff") { Target = "AcceptMark" },
        RetryInterval, DriftInterval,
        new("repair-drift", OptionKind.Switch, "", "Repair the drift that such a comparison finds") { Target = "RepairDrift" },
        Version, Help,
    ];
}
