using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace NetController.Sandboxes.Files;

/// <summary>The content of a sandbox's resolver configuration; a pure function of the spec and the host's own.</summary>
internal static class ResolverFile
{
    private static readonly IPPrefix LoopbackIPv4 = IPPrefix.Parse("127.0.0.0/8");
    private static readonly IPAddress StubOfSystemd = AddressText.Parse("127.0.0.53");
    private static readonly ImmutableArray<IPAddress> PublicIPv4 = [AddressText.Parse("8.8.8.8"), AddressText.Parse("8.8.4.4")];
    private static readonly ImmutableArray<IPAddress> PublicIPv6 = [AddressText.Parse("2001:4860:4860::8888"), AddressText.Parse("2001:4860:4860::8844")];

    public static string Render(SandboxSpec spec, bool hasIPv6, IHostFiles files)
    {
        var host = ResolverConfiguration.Parse(files.ReadResolver());
        // The stub on the loopback cannot be reached from another namespace; what it asks itself can.
        if (!spec.IsHost && host.NameServers is [var only] && only.Equals(StubOfSystemd)
            && ResolverConfiguration.Parse(files.ReadResolverOfSystemd()) is { NameServers.IsEmpty: false } behind)
        {
            host = behind;
        }

        return Write(
            spec.NameServers.Count > 0 ? [.. spec.NameServers] : NameServers(host, spec.IsHost, hasIPv6),
            spec.SearchDomains.Count > 0 ? [.. spec.SearchDomains.Items.Where(static domain => domain != ".")] : host.Search,
            spec.ResolverOptions.Count > 0 ? [.. spec.ResolverOptions] : host.Options);
    }

    private static ImmutableArray<IPAddress> NameServers(ResolverConfiguration host, bool isHost, bool hasIPv6)
    {
        if (isHost)
        {
            return host.NameServers;
        }

        ImmutableArray<IPAddress> reachable = [.. host.NameServers.Where(server => !IsLoopback(server) && (hasIPv6 || server.Family() == IPFamily.IPv4))];
        return !reachable.IsEmpty ? reachable : hasIPv6 ? [.. PublicIPv4, .. PublicIPv6] : PublicIPv4;
    }

    private static bool IsLoopback(IPAddress server) => LoopbackIPv4.Contains(server) || server.Equals(IPAddress.IPv6Loopback);

    private static string Write(ImmutableArray<IPAddress> servers, ImmutableArray<string> search, ImmutableArray<string> options)
    {
        var text = new StringBuilder();
        foreach (var server in servers)
        {
            text.Append("nameserver ").Append(server).Append('\n');
        }

        List(text, "search", search);
        List(text, "options", options);
        return text.ToString();
    }

    private static void List(StringBuilder text, string word, ImmutableArray<string> values)
    {
        if (!values.IsEmpty)
        {
            text.Append(word).Append(' ').AppendJoin(' ', values).Append('\n');
        }
    }
}
