using System.Globalization;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Ids across namespaces, compared with <c>ip netns list-id</c>.</summary>
public sealed class NamespaceIdTests : KernelTest
{
    [Test]
    public void Ids_are_those_ip_lists()
    {
        var (one, two, three) = (NewNamespace("one"), NewNamespace("two"), NewNamespace("three"));
        Assert.That(Host.Route.ListNamespaceIds(), Is.Empty);
        Assert.That(Host.Route.FindNamespaceId(one.Namespace), Is.Null);

        Assert.That(Host.Route.SetNamespaceId(one.Namespace, 7), Is.EqualTo(7));
        var chosen = Host.Route.SetNamespaceId(two.Namespace);
        Host.Route.CreateLink(new VethSpec("a", "b") { PeerNamespace = three.Namespace });
        var given = Host.Route.FindLink("a")!.ParentNamespaceId;

        Assert.That(given, Is.Not.Null.And.EqualTo(Host.Route.FindNamespaceId(three.Namespace)));
        Assert.That(Host.Route.FindNamespaceId(two.Namespace), Is.EqualTo(chosen));
        Assert.That(Host.Route.EnsureNamespaceId(one.Namespace), Is.EqualTo(7), "as it is");
        Assert.That(Host.Route.ListNamespaceIds(), Is.EqualTo(IdsOfIp()).And.EquivalentTo(new[] { 7, chosen, given!.Value }));
    }

    [Test]
    public void An_id_is_given_once()
    {
        var (one, two) = (NewNamespace("one"), NewNamespace("two"));
        Host.Route.SetNamespaceId(one.Namespace, 7);
        Assert.Multiple(() =>
        {
            Assert.That(() => Host.Route.SetNamespaceId(one.Namespace, 8), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));
            Assert.That(() => Host.Route.SetNamespaceId(two.Namespace, 7), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));
            Assert.That(() => Host.Route.SetNamespaceId(two.Namespace, -5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
        Assert.That(Host.Route.EnsureNamespaceId(two.Namespace), Is.Not.EqualTo(7));
    }

    [Test]
    public void The_other_end_of_a_veth_is_found_by_name()
    {
        var sandbox = NewNamespace("sandbox");
        Host.Route.CreateLink(new VethSpec("a", "b") { PeerNamespace = sandbox.Namespace });
        var id = Host.Route.FindLink("a")!.ParentNamespaceId!.Value;

        var found = Host.Route.FindNamedNamespace(id, Path.GetDirectoryName(sandbox.Path)!)!;

        Assert.That((found.Name, found.Path, found.Identity), Is.EqualTo(("sandbox", sandbox.Path, sandbox.Namespace.Identity)));
        Assert.That(Host.Route.FindNamedNamespace(id + 1, Path.GetDirectoryName(sandbox.Path)!), Is.Null);
    }

    private int[] IdsOfIp() => [.. Host.Run("ip netns list-id").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)).Order()];
}
