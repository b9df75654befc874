using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes.Files;

/// <summary>What a resolv.conf says, read as resolv.conf(5) does: the last <c>search</c> or <c>domain</c> counts, options add up.</summary>
internal sealed record ResolverConfiguration(ImmutableArray<IPAddress> NameServers, ImmutableArray<string> Search, ImmutableArray<string> Options)
{
    public static ResolverConfiguration Parse(string text)
    {
        var servers = ImmutableArray.CreateBuilder<IPAddress>();
        var options = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string> search = [];
        foreach (var line in text.Split('\n'))
        {
            switch (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case ["nameserver", var server, ..] when AddressText.TryParse(server, out var address):
                    servers.Add(address);
                    break;
                case ["search" or "domain", .. var domains]:
                    search = [.. domains];
                    break;
                case ["options", .. var more]:
                    options.AddRange(more);
                    break;
                default:
                    break;
            }
        }

        return new ResolverConfiguration(servers.ToImmutable(), search, options.ToImmutable());
    }
}
