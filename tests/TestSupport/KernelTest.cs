using NUnit.Framework;

namespace NetController.TestSupport;

/// <summary>
/// The base of tests against the kernel: each has a fake host, a namespace of its own, and afterwards nothing may be left of it: no thread elsewhere,
/// no socket, no namespace.
/// </summary>
public abstract class KernelTest
{
    private readonly List<TestNamespace> _namespaces = [];
    private IReadOnlyList<string> _held = [];
    private TestNamespace? _host;

    /// <summary>The namespace that stands for the host.</summary>
    protected TestNamespace Host => _host ?? throw new InvalidOperationException("There is no host outside a test.");

    /// <summary>Makes the host.</summary>
    [SetUp]
    public void MakeHost()
    {
        _held = DescriptorAudit.Held();
        _host = NewNamespace("host");
    }

    /// <summary>Removes the host and looks for what is left.</summary>
    [TearDown]
    public void LeaveNothingBehind()
    {
        foreach (var one in _namespaces)
        {
            one.Dispose();
        }

        _namespaces.Clear();
        _host = null;
        ThreadAudit.AssertAllThreadsInHostNamespace();
        Assert.That(DescriptorAudit.Held().Except(_held), Is.Empty, "sockets and namespaces left open");
    }

    /// <summary>Makes a further namespace, which is removed with the host.</summary>
    /// <param name="name">A word that tells it apart.</param>
    /// <returns>The namespace; not to be disposed by the test.</returns>
    protected TestNamespace NewNamespace(string name = "sandbox")
    {
        var made = new TestNamespace(name);
        _namespaces.Add(made);
        return made;
    }
}
