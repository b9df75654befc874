using System.CommandLine;
using System.Net;
using NetController.Formats;

namespace NetController.Netctl.Options;

/// <summary>The options that describe an endpoint, for <c>network connect</c> and <c>endpoint create</c>: Docker's, and what Docker hides in driver options.</summary>
internal sealed class EndpointOptions
{
    private readonly Option<IPAddress?> _ip = ValueOptions.Object(
        "--ip", "A", "The IPv4 address; chosen where it is left out.", static text => AddressText.Parse(text));

    private readonly Option<IPAddress?> _ip6 = ValueOptions.Object(
        "--ip6", "A", "The IPv6 address; chosen where it is left out.", static text => AddressText.Parse(text));

    private readonly Option<MacAddress?> _mac = ValueOptions.Value(
        "--mac", "M", "The MAC address; a random, locally administered one where it is left out.", static text => MacAddress.Parse(text));

    private readonly Option<string[]> _aliases = ValueOptions.Many("--alias", "N", "A further name on the network.", ValueOptions.NotEmpty);

    private readonly Option<PortMapping[]> _ports = ValueOptions.Many(
        "--publish", "SPEC", "A port to publish: [hostaddr:][hostport[-end]:]port[-end][/proto].", PortText.Parse, "-p");

    private readonly Option<int?> _priority = ValueOptions.Value(
        "--gw-priority", "N", "The highest gives its sandbox the default routes (default 0).", Numbers.Parse);

    private readonly Option<string?> _interface = ValueOptions.Text("--ifname", "N", "The interface's name inside; the lowest free ethN where it is left out.");
    private readonly Option<int?> _mtu = ValueOptions.Value("--mtu", "N", "The MTU in bytes; the network's where it is left out.", Numbers.Parse);

    private readonly Option<KeyValue[]> _sysctls = ValueOptions.Many(
        "--sysctl", "KEY=VALUE", "A setting of the interface, such as net.ipv4.conf.IFNAME.forwarding=1.", KeyValue.ParsePair);

    private readonly Option<IPAddress[]> _linkLocal = ValueOptions.Many(
        "--link-local-ip", "A", "A link-local address to add.", static text => AddressText.Parse(text));

    private readonly Option<KeyValue[]> _labels = ValueOptions.Many("--label", "KEY=VALUE", "Free text of yours.", KeyValue.Parse);

    /// <summary>Makes the options known to a command.</summary>
    public void AddTo(Command command)
    {
        _mac.Aliases.Add("--mac-address");
        foreach (var option in new Option[]
        {
            _ip, _ip6, _mac, _aliases, _ports, _priority, _interface, _mtu, _sysctls, _linkLocal, _labels,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what was asked for.</summary>
    public EndpointSpec Read(ParseResult parsed) => new()
    {
        AddressIPv4 = parsed.GetValue(_ip),
        AddressIPv6 = parsed.GetValue(_ip6),
        MacAddress = parsed.GetValue(_mac),
        Aliases = [.. parsed.GetRequiredValue(_aliases)],
        Ports = [.. parsed.GetRequiredValue(_ports)],
        GatewayPriority = parsed.GetValue(_priority) ?? 0,
        InterfaceName = parsed.GetValue(_interface),
        Mtu = parsed.GetValue(_mtu),
        Sysctls = KeyValue.ToMap(parsed.GetRequiredValue(_sysctls)),
        LinkLocalAddresses = [.. parsed.GetRequiredValue(_linkLocal)],
        Labels = KeyValue.ToMap(parsed.GetRequiredValue(_labels)),
    };
}
