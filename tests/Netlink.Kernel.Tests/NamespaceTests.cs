using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class NamespaceTests : KernelTest
{
    [Test]
    public void A_new_namespace_is_the_one_its_file_names_and_ends_with_it()
    {
        var path = Host.Path + "-new";
        using (var made = NetworkNamespace.CreateAt(path))
        {
            Assert.That(HostProgram.Run("readlink /proc/self/ns/net", path).Trim(), Is.EqualTo(made.Identity.ToString()));
            Assert.That(made.Path, Is.EqualTo(path));
            using var again = NetworkNamespace.Open(path);
            Assert.That(again.Identity, Is.EqualTo(made.Identity));
            using var route = RouteConnection.Open(made);
            Assert.That(route.ListLinks().Single(), Has.Property("Name").EqualTo("lo").And.Property("IsUp").False);
        }

        NetworkNamespace.DeleteAt(path);
        Assert.That(File.Exists(path), Is.False);
        Assert.That(() => NetworkNamespace.DeleteAt(path), Throws.Nothing, "absent is done");
    }

    [Test]
    public void Current_and_process_are_the_namespace_of_the_tests()
    {
        using var current = NetworkNamespace.OpenCurrent();
        using var process = NetworkNamespace.OpenProcess(Environment.ProcessId);
        Assert.That(current.Identity, Is.EqualTo(process.Identity));
        Assert.That(current.Path, Is.Null);
        Assert.That(current.Identity, Is.Not.EqualTo(Host.Namespace.Identity));
    }

    [Test]
    public void A_file_that_is_no_namespace_is_refused_by_name()
    {
        Assert.That(() => NetworkNamespace.Open("/etc/passwd"), Throws.TypeOf<NetworkNamespaceException>().With.Message.Contains("/etc/passwd").And.Property("Errno").EqualTo(Errno.None));
        Assert.That(() => NetworkNamespace.Open("/proc/self/ns/mnt"), Throws.TypeOf<NetworkNamespaceException>());
        Assert.That(() => NetworkNamespace.Open("/nonexistent"), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.ENOENT));
        Assert.That(() => NetworkNamespace.OpenProcess(int.MaxValue), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.ENOENT));
        Assert.That(() => NetworkNamespace.DeleteAt("/etc"), Throws.TypeOf<NetworkNamespaceException>());
    }

    [Test]
    public void Creating_over_a_file_or_without_a_folder_leaves_everything_as_it_was()
    {
        Assert.That(() => NetworkNamespace.CreateAt(Host.Path), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.EEXIST));
        using var still = NetworkNamespace.Open(Host.Path);
        Assert.That(still.Identity, Is.EqualTo(Host.Namespace.Identity));
        Assert.That(() => NetworkNamespace.CreateAt("/nonexistent/ns"), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void A_connection_outlives_the_namespace_object_and_file()
    {
        var path = Host.Path + "-short";
        RouteConnection route;
        using (var made = NetworkNamespace.CreateAt(path))
        {
            route = RouteConnection.Open(made);
        }

        NetworkNamespace.DeleteAt(path);
        using (route)
        {
            Assert.That(route.ListLinks(), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void No_thread_stays_in_a_namespace_that_was_entered_often()
    {
        // A pause lets the runtime retire its idle threads, so that a visit would be the one to bring them back.
        Thread.Sleep(5000);
        for (var i = 0; i < 200; i++)
        {
            using var route = RouteConnection.Open(Host.Namespace);
            Host.Namespace.WriteSysctl(new SysctlPath("net/ipv4/ip_forward"), i % 2 == 0 ? "1" : "0");
            if (i % 10 == 0)
            {
                ThreadAudit.AssertAllThreadsInHostNamespace();
            }
        }

        Parallel.For(0, 16, _ =>
        {
            using var route = RouteConnection.Open(Host.Namespace);
            route.ListLinks();
        });
        ThreadAudit.AssertAllThreadsInHostNamespace();
    }
}
