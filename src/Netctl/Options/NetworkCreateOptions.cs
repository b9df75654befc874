using System.CommandLine;
using System.Net;
using NetController.Formats;

namespace NetController.Netctl.Options;

/// <summary>The options of <c>network create</c> and of its plan: Docker's.</summary>
internal sealed class NetworkCreateOptions
{
    private readonly Option<string> _driver = new("--driver", "-d")
    {
        Description = "The driver that makes the network.",
        HelpName = "DRIVER",
        DefaultValueFactory = static _ => PredefinedNetworks.Bridge,
    };

    private readonly Option<WantedSubnet[]> _subnets = ValueOptions.Many(
        "--subnet", "CIDR", "A subnet, once a family; 0.0.0.0/24 or ::/64 for any of that size.", WantedSubnet.Parse);

    private readonly Option<IPAddress[]> _gateways = ValueOptions.Many(
        "--gateway", "IP", "The network's own address in its subnet.", static text => AddressText.Parse(text));

    private readonly Option<IPPrefix[]> _ranges = ValueOptions.Many(
        "--ip-range", "CIDR", "The part of a subnet that addresses are chosen from.", static text => IPPrefix.Parse(text));

    private readonly Option<AuxiliaryAddress[]> _auxiliary = ValueOptions.Many(
        "--aux-address", "NAME=IP", "An address kept for something outside.", AuxiliaryAddress.Parse);

    private readonly Option<bool?> _ipv4 = new("--ipv4") { Description = "Give the network IPv4 (default true).", HelpName = "BOOL" };
    private readonly Option<bool?> _ipv6 = new("--ipv6") { Description = "Give the network IPv6 (default false)." };
    private readonly Option<bool> _internal = new("--internal") { Description = "Keep traffic inside the network." };
    private readonly Option<bool> _attachable = new("--attachable") { Description = "Kept for clients that ask for it; has no effect on a local network." };
    private readonly Option<KeyValue[]> _labels = ValueOptions.Many("--label", "KEY=VALUE", "Free text of yours.", KeyValue.Parse);

    private readonly Option<KeyValue[]> _options = ValueOptions.Many(
        "--opt", "KEY=VALUE", "An option of the driver, such as com.docker.network.driver.mtu=1400.", KeyValue.ParsePair, "-o");

    private readonly Argument<string[]> _name = ValueOptions.Names("NAME", "The network's name.", ArgumentArity.ExactlyOne);

    /// <summary>Makes the options known to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _driver, _subnets, _gateways, _ranges, _auxiliary, _ipv4, _ipv6, _internal, _attachable, _labels, _options,
        })
        {
            command.Add(option);
        }

        command.Add(_name);
    }

    /// <summary>Reads what was asked for.</summary>
    public NetworkCreateRequest Read(ParseResult parsed) => new(parsed.GetRequiredValue(_name)[0], parsed.GetRequiredValue(_driver))
    {
        Subnets = [.. parsed.GetRequiredValue(_subnets)],
        Gateways = [.. parsed.GetRequiredValue(_gateways)],
        Ranges = [.. parsed.GetRequiredValue(_ranges)],
        AuxiliaryAddresses = [.. parsed.GetRequiredValue(_auxiliary)],
        EnableIPv4 = parsed.GetValue(_ipv4),
        EnableIPv6 = parsed.GetValue(_ipv6),
        Internal = parsed.GetValue(_internal),
        Attachable = parsed.GetValue(_attachable),
        Labels = [.. parsed.GetRequiredValue(_labels)],
        DriverOptions = [.. parsed.GetRequiredValue(_options)],
    };
}
