using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Namespaces by name and descriptor, compared with <c>ip netns</c>, which is shown the folder of the test as its /run/netns.</summary>
public sealed class NamespaceNameTests : KernelTest
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Host.Path + "-names";
        Directory.CreateDirectory(_folder);
    }

    [TearDown]
    public void RemoveFolder()
    {
        foreach (var named in NetworkNamespace.ListNamed(_folder))
        {
            NetworkNamespace.DeleteAt(named.Path);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Named_namespaces_are_those_ip_lists()
    {
        foreach (var name in new[] { "red", "blue", "green" })
        {
            NetworkNamespace.CreateAt(Path.Combine(_folder, name)).Dispose();
        }

        var expected = Run("ip netns list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0]);
        var actual = NetworkNamespace.ListNamed(_folder);

        Assert.That(actual.Select(static named => named.Name), Is.EqualTo(["blue", "green", "red"]).And.EqualTo(expected.Order(StringComparer.Ordinal)));
        foreach (var named in actual)
        {
            using var opened = NetworkNamespace.Open(named.Path);
            Assert.That(opened.Identity, Is.EqualTo(named.Identity));
        }
    }

    [Test]
    public void The_names_of_a_namespace_are_those_ip_identifies()
    {
        using var blue = NetworkNamespace.CreateAt(Path.Combine(_folder, "blue"));
        HostProgram.Run($"touch {_folder}/alias && mount --bind {_folder}/blue {_folder}/alias");

        var expected = Run("nsenter --net=/run/netns/blue sh -c \"ip netns identify \\$\\$\"").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(blue.ListNames(_folder), Is.EqualTo(["alias", "blue"]));
        Assert.That(expected, Is.Not.Empty.And.SubsetOf(blue.ListNames(_folder)), "ip names one of several");
        Assert.That(Host.Namespace.ListNames(_folder), Is.Empty);
    }

    [Test]
    public void What_is_no_network_namespace_is_left_out_of_the_list()
    {
        File.WriteAllText(Path.Combine(_folder, "notes"), "text");
        File.WriteAllText(Path.Combine(_folder, "leftover"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        File.CreateSymbolicLink(Path.Combine(_folder, "dangling"), "/nonexistent");
        File.CreateSymbolicLink(Path.Combine(_folder, "mounts"), "/proc/self/ns/mnt");
        HostProgram.Run($"mkfifo {_folder}/pipe");
        NetworkNamespace.CreateAt(Path.Combine(_folder, "real")).Dispose();

        Assert.That(NetworkNamespace.ListNamed(_folder).Select(static named => named.Name), Is.EqualTo(["real"]));
        Assert.That(NetworkNamespace.ListNamed("/nonexistent"), Is.Empty);
        Assert.That(() => NetworkNamespace.ListNamed("/etc/passwd"), Throws.TypeOf<NetworkNamespaceException>().With.Message.Contains("/etc/passwd"));
    }

    [Test]
    public void What_a_killed_creation_leaves_can_be_deleted_and_made_anew()
    {
        // Killed before the new namespace was bound to it: the file is empty, and the namespace has ended with the process.
        var path = Path.Combine(_folder, "half");
        File.WriteAllText(path, "");

        Assert.That(() => NetworkNamespace.Open(path), Throws.TypeOf<NetworkNamespaceException>().With.Message.Contains("not a network namespace"));
        Assert.That(() => NetworkNamespace.CreateAt(path), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.EEXIST));
        NetworkNamespace.DeleteAt(path);
        NetworkNamespace.CreateAt(path).Dispose();
        Assert.That(NetworkNamespace.ListNamed(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Only_what_namespaces_are_bound_to_is_deleted()
    {
        var notes = Path.Combine(_folder, "notes");
        File.WriteAllText(notes, "text");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), notes);

        Assert.That(() => NetworkNamespace.DeleteAt(notes), Throws.TypeOf<NetworkNamespaceException>().With.Message.Contains("not a network namespace"));
        Assert.That(() => NetworkNamespace.DeleteAt(Path.Combine(_folder, "link")), Throws.TypeOf<NetworkNamespaceException>());
        Assert.That(File.ReadAllText(notes), Is.EqualTo("text"));
        Assert.That(() => NetworkNamespace.DeleteAt(Path.Combine(_folder, "absent")), Throws.Nothing);
    }

    [Test]
    public void A_descriptor_is_duplicated_and_stays_its_owners()
    {
        using var handle = File.OpenHandle(Host.Path);
        using (var opened = NetworkNamespace.Open(handle))
        {
            Assert.That(opened.Identity, Is.EqualTo(Host.Namespace.Identity));
            Assert.That(opened.Path, Is.Null);
        }

        Assert.That(handle.IsClosed, Is.False);
        using (var again = NetworkNamespace.OpenDescriptor((int)handle.DangerousGetHandle()))
        using (var copy = again.DuplicateHandle())
        {
            again.Dispose();
            using var third = NetworkNamespace.Open(copy);
            Assert.That(third.Identity, Is.EqualTo(Host.Namespace.Identity));
        }

        using var other = File.OpenHandle("/etc/passwd");
        Assert.Multiple(() =>
        {
            Assert.That(() => NetworkNamespace.Open(other), Throws.TypeOf<NetworkNamespaceException>().With.Message.Contains("not a network namespace"));
            Assert.That(() => NetworkNamespace.OpenDescriptor(1_000_000), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.EBADF));
            Assert.That(() => NetworkNamespace.OpenDescriptor(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
        other.Dispose();
        Assert.That(() => NetworkNamespace.Open(other), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_namespace_that_is_gone_is_an_error_that_says_so()
    {
        var path = Path.Combine(_folder, "gone");
        NetworkNamespace.CreateAt(path).Dispose();
        NetworkNamespace.DeleteAt(path);
        Assert.That(() => NetworkNamespace.Open(path), Throws.TypeOf<NetworkNamespaceException>().With.Property("Errno").EqualTo(Errno.ENOENT).And.Message.Contains(path));
    }

    /// <summary>Runs a command in a mount namespace of its own, where /run/netns is this test's folder.</summary>
    private string Run(string command) =>
        Host.Run($"unshare --mount sh -c 'mount -t tmpfs none /run && mkdir /run/netns && mount --rbind {_folder} /run/netns && {command}'");
}
