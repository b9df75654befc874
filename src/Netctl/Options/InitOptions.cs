using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using NetController.Ipam;

namespace NetController.Netctl.Options;

/// <summary>The options of <c>init</c>: dockerd's, for the default bridge and the address pools.</summary>
internal sealed class InitOptions
{
    /// <summary>The bridge name that means no bridge, as dockerd's <c>--bridge none</c>.</summary>
    private const string NoBridgeName = "none";

    private const string ActiveSandboxName = "--active-sandbox";
    private const string NoActiveSandboxesName = "--no-active-sandboxes";

    private readonly List<Option> _all = [];

    private readonly Option<string?> _bridge = ValueOptions.Text(
        "--bridge", "NAME", $"Use an existing bridge that you manage; '{NoBridgeName}' for no default bridge, '{DefaultBridgeOptions.DefaultLinkName}' for the managed one.");

    private readonly Option<bool> _noBridge = new("--no-bridge") { Description = "No default bridge; the managed one is removed." };

    private readonly Option<InterfaceAddress?> _bip = ValueOptions.Value(
        "--bip", "CIDR", "The default bridge's IPv4 address with its subnet, such as 172.30.0.1/16.", static text => InterfaceAddress.Parse(text));

    private readonly Option<InterfaceAddress?> _bip6 = ValueOptions.Value(
        "--bip6", "CIDR", "The default bridge's IPv6 address with its subnet.", static text => InterfaceAddress.Parse(text));

    private readonly Option<IPPrefix?> _fixedCidr = ValueOptions.Value(
        "--fixed-cidr", "CIDR", "The part of the default bridge's IPv4 subnet that addresses are chosen from.", static text => IPPrefix.Parse(text));

    private readonly Option<IPPrefix?> _fixedCidrV6 = ValueOptions.Value(
        "--fixed-cidr-v6", "CIDR", "The part of the default bridge's IPv6 subnet that addresses are chosen from.", static text => IPPrefix.Parse(text));

    private readonly Option<IPAddress[]> _defaultGateway = ValueOptions.Many(
        "--default-gateway", "IP", "The containers' gateway where it is not the default bridge; once a family.", static text => AddressText.Parse(text));

    private readonly Option<int?> _mtu = ValueOptions.Value("--mtu", "N", "The MTU of the default bridge in bytes.", Numbers.Parse);
    private readonly Option<bool> _ipv6 = new("--ipv6") { Description = "Give the default bridge IPv6." };

    private readonly Option<bool> _icc = new("--icc")
    {
        Description = "Let containers of the default bridge talk to each other.",
        HelpName = "BOOL",
        DefaultValueFactory = static _ => true,
    };

    private readonly Option<bool> _ipMasq = new("--ip-masq")
    {
        Description = "Let outgoing traffic of the default bridge take the host's address.",
        HelpName = "BOOL",
        DefaultValueFactory = static _ => true,
    };

    private readonly Option<IPAddress?> _ip = ValueOptions.Object(
        "--ip", "ADDR", "The host address that published ports bind to where neither they nor their network name one.", static text => AddressText.Parse(text));

    private readonly Option<AddressPoolTemplate[]> _pools = ValueOptions.Many(
        "--default-address-pool", "base=CIDR,size=N", "Choose subnets from these pools instead of the built-in ones.", AddressPoolTemplate.Parse);

    private readonly Option<string[]> _activeSandboxes = ValueOptions.Many(
        ActiveSandboxName,
        "ID",
        "A sandbox that is alive, which keeps the default networks as they are. All that are not named are removed (default: those are alive whose namespace is still there).",
        ValueOptions.NotEmpty);

    private readonly Option<bool> _noActiveSandboxes = new(NoActiveSandboxesName) { Description = "No sandbox is alive: all of them are removed." };

    /// <summary>Makes the options known to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _bridge, _noBridge, _bip, _bip6, _fixedCidr, _fixedCidrV6, _defaultGateway, _mtu, _ipv6, _icc, _ipMasq, _ip, _pools, _activeSandboxes, _noActiveSandboxes,
        })
        {
            _all.Add(option);
            command.Add(option);
        }
    }

    /// <summary>Whether a command line has any of them.</summary>
    public bool AreGiven(ParseResult parsed) => _all.Exists(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>Reads the options into what the controller takes.</summary>
    /// <exception cref="InvalidRequestException">Two gateways of one family, or sandboxes that are alive and none.</exception>
    public NetworkControllerOptions Read(ParseResult parsed, GlobalOptions global)
    {
        var active = parsed.GetRequiredValue(_activeSandboxes);
        var none = parsed.GetValue(_noActiveSandboxes);
        if (none && active is [var first, ..])
        {
            throw new InvalidRequestException(
                NoActiveSandboxesName, $"{ActiveSandboxName} {first} names one that is alive", "give one of the two options; nothing was changed");
        }

        return ControllerOptions.Of(global) with
        {
            DefaultBridge = ReadBridge(parsed),
            AddressPools = [.. parsed.GetRequiredValue(_pools)],
            ActiveSandboxes = [.. active],
            KeepPresentSandboxes = !none && active is [],
            DefaultHostBinding = parsed.GetValue(_ip),
        };
    }

    private DefaultBridgeOptions ReadBridge(ParseResult parsed)
    {
        var bridge = parsed.GetValue(_bridge);
        var gateways = parsed.GetRequiredValue(_defaultGateway);
        return new DefaultBridgeOptions
        {
            Enabled = !parsed.GetValue(_noBridge) && bridge != NoBridgeName,
            UserManagedBridge = bridge is NoBridgeName or DefaultBridgeOptions.DefaultLinkName ? null : bridge,
            AddressIPv4 = parsed.GetValue(_bip),
            AddressIPv6 = parsed.GetValue(_bip6),
            FixedCidrIPv4 = parsed.GetValue(_fixedCidr),
            FixedCidrIPv6 = parsed.GetValue(_fixedCidrV6),
            DefaultGatewayIPv4 = Gateway(gateways, IPFamily.IPv4),
            DefaultGatewayIPv6 = Gateway(gateways, IPFamily.IPv6),
            Mtu = parsed.GetValue(_mtu),
            EnableIPv6 = parsed.GetValue(_ipv6),
            InterContainerConnectivity = parsed.GetValue(_icc),
            Masquerade = parsed.GetValue(_ipMasq),
            HostBinding = parsed.GetValue(_ip),
        };
    }

    private static IPAddress? Gateway(IPAddress[] gateways, IPFamily family)
    {
        var ofFamily = gateways.Where(gateway => gateway.Family() == family).Distinct().ToImmutableArray();
        return ofFamily.Length <= 1
            ? ofFamily.FirstOrDefault()
            : throw new InvalidRequestException(
                "--default-gateway", $"{ofFamily[0]} and {ofFamily[1]} are both {family}, of which one is possible", "give one gateway a family; nothing was changed");
    }
}
