using System.Net;

namespace NetController;

/// <summary>A sandbox as its creator asks for it: the network stack of one container.</summary>
/// <param name="Name">Its name: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, beginning with a letter or digit.</param>
public sealed record SandboxSpec(string Name)
{
    /// <summary>
    /// The file of a network namespace that exists, such as <c>/proc/1234/ns/net</c>; null to have one made at
    /// <c>&lt;run&gt;/netns/&lt;first 12 digits of the id&gt;</c>.
    /// </summary>
    public string? NamespacePath { get; init; }

    /// <summary>Whether the sandbox is the host's own network stack, for the network <c>host</c>. Excludes <see cref="NamespacePath"/>.</summary>
    public bool IsHost { get; init; }

    /// <summary>The host name of its container; null where none was given.</summary>
    public string? Hostname { get; init; }

    /// <summary>The domain of its container; null where none was given.</summary>
    public string? DomainName { get; init; }

    /// <summary>Further lines of its hosts file.</summary>
    public EquatableArray<HostsEntry> ExtraHosts { get; init; }

    /// <summary>Name servers in place of the host's.</summary>
    public EquatableArray<IPAddress> NameServers { get; init; }

    /// <summary>Search domains in place of the host's; <c>.</c> alone for none.</summary>
    public EquatableArray<string> SearchDomains { get; init; }

    /// <summary>Resolver options in place of the host's, for example <c>ndots:2</c> (resolv.conf(5)).</summary>
    public EquatableArray<string> ResolverOptions { get; init; }

    /// <summary>Free text of the creator.</summary>
    public EquatableMap<string> Labels { get; init; }
}
