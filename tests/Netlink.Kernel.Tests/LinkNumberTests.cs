using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Numbers of links, asked for without the links.</summary>
public sealed class LinkNumberTests : KernelTest
{
    [Test]
    public void A_link_is_found_by_name_and_by_number_until_it_is_gone()
    {
        Assert.That(Host.Route.FindLinkIndex("a"), Is.Null);
        var link = Host.Route.CreateLink(new VethSpec("a", "b"));
        Host.Route.AddAlternativeNames(link.Index, "other");

        Assert.That(Host.Route.FindLinkIndex("a"), Is.EqualTo(link.Index));
        Assert.That(Host.Route.FindLinkIndex("other"), Is.EqualTo(link.Index));
        Assert.That(Host.Run("ip -o link show dev a"), Does.StartWith($"{link.Index.Value}:"));
        Assert.That(Host.Route.HasLink(link.Index), Is.True);

        Host.Route.DeleteLink(link.Index);
        Assert.That(Host.Route.FindLinkIndex("a"), Is.Null);
        Assert.That(Host.Route.HasLink(link.Index), Is.False);
    }

    [Test]
    public void A_connection_into_another_namespace_tells_of_that_ones_links()
    {
        Host.Route.CreateLink(new VethSpec("here", "peer"));
        var inside = NewNamespace().Route;

        Assert.That(inside.FindLinkIndex("lo"), Is.EqualTo(new LinkIndex(1)));
        Assert.That(inside.FindLinkIndex("here"), Is.Null);
    }
}
