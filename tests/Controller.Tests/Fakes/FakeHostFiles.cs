using NetController.Sandboxes.Files;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The host's files as a test wants them.</summary>
internal sealed class FakeHostFiles : IHostFiles
{
    public string Hosts { get; set; } = "127.0.0.1 localhost\n192.0.2.7 nas";

    public string Resolver { get; set; } = "nameserver 192.0.2.53\nsearch example.net\noptions edns0\n";

    public string ResolverOfSystemd { get; set; } = "";

    public string ReadHosts() => Hosts;

    public string ReadResolver() => Resolver;

    public string ReadResolverOfSystemd() => ResolverOfSystemd;
}
