using System.CommandLine;
using System.Net;
using NetController.Formats;

namespace NetController.Netctl.Options;

/// <summary>The options of <c>sandbox create</c>: those of <c>docker run</c> that concern its network stack.</summary>
internal sealed class SandboxCreateOptions
{
    private readonly Option<NamespaceText?> _namespace = ValueOptions.Object(
        "--netns", "PATH|PID|host", "Use a network namespace that exists, that of a process, or the host's own; made where it is left out.", NamespaceText.Parse);

    private readonly Option<string?> _hostname = ValueOptions.Text("--hostname", "H", "The container's host name.");
    private readonly Option<string?> _domain = ValueOptions.Text("--domainname", "D", "The container's domain.");

    private readonly Option<HostsEntry[]> _hosts = ValueOptions.Many(
        "--add-host", "NAME:IP", "A line of its hosts file; host-gateway for the host's own addresses.", HostsEntryText.Parse);

    private readonly Option<IPAddress[]> _servers = ValueOptions.Many("--dns", "A", "A name server in place of the host's.", static text => AddressText.Parse(text));

    private readonly Option<string[]> _search = ValueOptions.Many(
        "--dns-search", "D", "A search domain in place of the host's; '.' for none.", ValueOptions.NotEmpty);

    private readonly Option<string[]> _options = ValueOptions.Many(
        "--dns-opt", "O", "A resolver option in place of the host's, such as ndots:2.", ValueOptions.NotEmpty, "--dns-option");

    private readonly Option<KeyValue[]> _labels = ValueOptions.Many("--label", "KEY=VALUE", "Free text of yours.", KeyValue.Parse);
    private readonly Argument<string[]> _name = ValueOptions.Names("NAME", "The sandbox's name.", ArgumentArity.ExactlyOne);

    /// <summary>Makes the options known to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _namespace, _hostname, _domain, _hosts, _servers, _search, _options, _labels })
        {
            command.Add(option);
        }

        command.Add(_name);
    }

    /// <summary>Reads what was asked for.</summary>
    public SandboxSpec Read(ParseResult parsed)
    {
        var wanted = parsed.GetValue(_namespace);
        return new SandboxSpec(parsed.GetRequiredValue(_name)[0])
        {
            NamespacePath = wanted?.Path,
            IsHost = wanted is { Path: null },
            Hostname = parsed.GetValue(_hostname),
            DomainName = parsed.GetValue(_domain),
            ExtraHosts = [.. parsed.GetRequiredValue(_hosts)],
            NameServers = [.. parsed.GetRequiredValue(_servers)],
            SearchDomains = [.. parsed.GetRequiredValue(_search)],
            ResolverOptions = [.. parsed.GetRequiredValue(_options)],
            Labels = KeyValue.ToMap(parsed.GetRequiredValue(_labels)),
        };
    }
}
