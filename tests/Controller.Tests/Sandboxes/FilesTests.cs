using System.Collections.Immutable;
using System.Net;
using NetController.Controller.Tests.Fakes;
using NetController.Sandboxes.Files;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>The hosts file and the resolver configuration of a sandbox, to the letter.</summary>
[TestFixture]
internal sealed class FilesTests
{
    private static readonly ImmutableArray<IPAddress> HostGateways = [IPAddress.Parse("172.17.0.1"), IPAddress.Parse("fd00:17::1")];

    [Test]
    public void A_hosts_file_names_the_loopback_the_lines_asked_for_and_the_sandbox_itself()
    {
        var spec = new SandboxSpec("c1")
        {
            Hostname = "web",
            DomainName = "example.org",
            ExtraHosts = [new HostsEntry("db", IPAddress.Parse("10.9.0.9")), new HostsEntry("host.docker.internal", null)],
        };

        AssertHosts(spec, hasIPv6: true, "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n10.9.0.9\tdb\n172.17.0.1\thost.docker.internal\nfd00:17::1\thost.docker.internal\n10.0.0.2\tweb.example.org web\nfd00::2\tweb.example.org web\n");
    }

    [Test]
    public void A_hosts_file_without_IPv6_and_a_host_name_has_the_loopback_alone() => AssertHosts(new SandboxSpec("c1"), hasIPv6: false, "127.0.0.1\tlocalhost\n");

    [Test]
    public void A_hosts_file_of_the_hosts_own_stack_is_the_hosts_with_the_lines_asked_for() => AssertHosts(
        new SandboxSpec("c1") { IsHost = true, ExtraHosts = [new HostsEntry("db", IPAddress.Parse("10.9.0.9"))] },
        hasIPv6: true,
        "127.0.0.1 localhost\n192.0.2.7 nas\n10.9.0.9\tdb\n");

    [Test]
    public void The_hosts_name_servers_are_taken_over_with_its_search_list_and_options() =>
        AssertResolver(new SandboxSpec("c1"), hasIPv6: false, "nameserver 192.0.2.53\nsearch example.net\noptions edns0\n");

    [Test]
    public void What_is_given_takes_the_place_of_the_hosts_own() => AssertResolver(
        new SandboxSpec("c1") { NameServers = [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("fd00::53")], SearchDomains = ["a.example", "b.example"], ResolverOptions = ["ndots:2"] },
        hasIPv6: false,
        "nameserver 127.0.0.1\nnameserver fd00::53\nsearch a.example b.example\noptions ndots:2\n");

    [Test]
    public void A_dot_alone_means_no_search_list() =>
        AssertResolver(new SandboxSpec("c1") { SearchDomains = ["."] }, hasIPv6: false, "nameserver 192.0.2.53\noptions edns0\n");

    [Test]
    public void Servers_on_the_loopback_and_those_of_IPv6_without_IPv6_are_left_out() => AssertResolver(
        new SandboxSpec("c1"),
        hasIPv6: false,
        "nameserver 192.0.2.53\n",
        "nameserver 127.0.1.1\nnameserver ::1\nnameserver 2001:db8::53\nnameserver 192.0.2.53\n");

    [Test]
    public void Where_none_is_left_public_ones_are_asked([Values] bool hasIPv6) => AssertResolver(
        new SandboxSpec("c1"),
        hasIPv6,
        hasIPv6
            ? "nameserver 8.8.8.8\nnameserver 8.8.4.4\nnameserver 2001:4860:4860::8888\nnameserver 2001:4860:4860::8844\n"
            : "nameserver 8.8.8.8\nnameserver 8.8.4.4\n",
        "nameserver 127.0.0.1\n");

    [Test]
    public void Behind_the_stub_of_systemd_stands_what_it_asks_itself() => AssertResolver(
        new SandboxSpec("c1"), hasIPv6: false, "nameserver 192.0.2.99\nsearch corp.example\n", "nameserver 127.0.0.53\nsearch x\n", "nameserver 192.0.2.99\nsearch corp.example\n");

    [Test]
    public void The_hosts_own_stack_keeps_the_stub() => AssertResolver(
        new SandboxSpec("c1") { IsHost = true }, hasIPv6: true, "nameserver 127.0.0.53\nsearch x\n", "nameserver 127.0.0.53\nsearch x\n", "nameserver 192.0.2.99\n");

    [Test]
    public void A_file_full_of_nonsense_is_read_as_far_as_it_makes_sense()
    {
        var read = ResolverConfiguration.Parse("# nameserver 9.9.9.9\nnameserver\nnameserver 300.1.1.1\n nameserver 192.0.2.1 extra\noptions a b\noptions c\ndomain d\nsearch e f\n\0\n");

        Assert.That(read.NameServers.Single().ToString(), Is.EqualTo("192.0.2.1"));
        Assert.That(read.Search, Is.EqualTo(new[] { "e", "f" }));
        Assert.That(read.Options, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    private static void AssertHosts(SandboxSpec spec, bool hasIPv6, string expected)
    {
        ImmutableArray<InterfaceAddress> addresses = [InterfaceAddress.Parse("fd00::2/64"), InterfaceAddress.Parse("10.0.0.2/24")];

        Assert.That(HostsFile.Render(spec, addresses, HostGateways, hasIPv6, new FakeHostFiles().ReadHosts), Is.EqualTo(expected));
    }

    private static void AssertResolver(SandboxSpec spec, bool hasIPv6, string expected, string? host = null, string systemd = "")
    {
        var files = new FakeHostFiles { ResolverOfSystemd = systemd };
        files.Resolver = host ?? files.Resolver;

        Assert.That(ResolverFile.Render(spec, hasIPv6, files), Is.EqualTo(expected));
    }
}
