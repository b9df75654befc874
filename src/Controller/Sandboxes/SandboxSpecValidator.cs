using System.Collections.Immutable;
using NetController.Validation;

namespace NetController.Sandboxes;

/// <summary>What can be said about a sandbox's spec without asking the kernel. All problems are reported together.</summary>
internal static class SandboxSpecValidator
{
    private const int MaxHostname = 63;
    private const int MaxDomain = 255;

    public static void Validate(SandboxSpec spec)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        ObjectName.Check("its name", spec.Name, problems);
        Namespace(spec, problems);
        if (spec.Hostname is { } host && (host.Length > MaxHostname || !IsHostName(host)))
        {
            problems.Add($"'{host}' is no host name: letters, digits, '-', '_' and '.', at most {MaxHostname}");
        }

        if (spec.DomainName is { } domain && (domain.Length > MaxDomain || !IsHostName(domain)))
        {
            problems.Add($"'{domain}' is no domain name");
        }

        problems.AddRange(spec.ExtraHosts.Items.Where(static entry => !IsHostName(entry.Name)).Select(static entry => $"'{entry.Name}' is no host name"));
        problems.AddRange(spec.SearchDomains.Items
            .Where(static domain => domain != "." && !IsHostName(domain.TrimEnd('.'))).Select(static domain => $"search domain '{domain}' is no domain name"));
        problems.AddRange(spec.ResolverOptions.Items.Where(static option => !IsWord(option)).Select(static option => $"resolver option '{option}' is not one word"));
        if (problems.Count > 0)
        {
            throw new InvalidRequestException($"sandbox '{spec.Name}'", problems.ToImmutable(), "correct the request; nothing was changed");
        }
    }

    private static void Namespace(SandboxSpec spec, ImmutableArray<string>.Builder problems)
    {
        if (spec.NamespacePath is not { } path)
        {
            return;
        }

        if (spec.IsHost)
        {
            problems.Add("it is the host's own network stack, and a namespace is given as well");
        }

        if (!Path.IsPathFullyQualified(path))
        {
            problems.Add($"the namespace '{path}' is not an absolute path");
        }
    }

    private static bool IsHostName(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsWord(string text) => text.Length > 0 && text.All(static c => c is > ' ' and < (char)0x7f);
}
