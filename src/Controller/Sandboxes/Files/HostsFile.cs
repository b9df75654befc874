using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace NetController.Sandboxes.Files;

/// <summary>The content of a sandbox's hosts file; a pure function.</summary>
internal static class HostsFile
{
    private static readonly ImmutableArray<(string Address, string Names)> IPv6Lines =
    [
        ("::1", "localhost ip6-localhost ip6-loopback"),
        ("fe00::", "ip6-localnet"),
        ("ff00::", "ip6-mcastprefix"),
        ("ff02::1", "ip6-allnodes"),
        ("ff02::2", "ip6-allrouters"),
    ];

    public static string Render(
        SandboxSpec spec, ImmutableArray<InterfaceAddress> addresses, ImmutableArray<IPAddress> hostGateways, bool hasIPv6, Func<string> readHosts)
    {
        var text = new StringBuilder();
        if (spec.IsHost)
        {
            text.Append(readHosts());
            if (text.Length > 0 && text[^1] != '\n')
            {
                text.Append('\n');
            }
        }
        else
        {
            Loopback(text, hasIPv6);
        }

        foreach (var entry in spec.ExtraHosts)
        {
            // host-gateway stands for every address that the host is reached by.
            foreach (var address in entry.Address is { } given ? [given] : hostGateways)
            {
                Line(text, address.ToString(), entry.Name);
            }
        }

        if (Names(spec) is { } names)
        {
            foreach (var address in addresses.OrderBy(static address => address.Family))
            {
                Line(text, address.Address.ToString(), names);
            }
        }

        return text.ToString();
    }

    private static void Loopback(StringBuilder text, bool hasIPv6)
    {
        Line(text, "127.0.0.1", "localhost");
        foreach (var (address, names) in hasIPv6 ? IPv6Lines : [])
        {
            Line(text, address, names);
        }
    }

    /// <summary>The whole name first, as <c>hostname --fqdn</c> expects it.</summary>
    private static string? Names(SandboxSpec spec) => (spec.Hostname, spec.DomainName) switch
    {
        (null, _) => null,
        ({ } host, null) => host,
        ({ } host, { } domain) => $"{host}.{domain} {host}",
    };

    private static void Line(StringBuilder text, string address, string names) => text.Append(address).Append('\t').Append(names).Append('\n');
}
