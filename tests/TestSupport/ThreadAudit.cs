using NUnit.Framework;

namespace NetController.TestSupport;

/// <summary>Looks for threads of this process that are stranded in another network namespace, where they would do their work and keep it alive.</summary>
public static class ThreadAudit
{
    /// <summary>Fails unless every thread is in the namespace of the process.</summary>
    /// <remarks>A thread that has done its work needs a moment to end after it was waited for, so a stranger counts only when it stays.</remarks>
    public static void AssertAllThreadsInHostNamespace() => Assert.That(Strangers, Is.Empty.After(1000, 5), "threads outside the host namespace");

    /// <summary>The threads that are elsewhere.</summary>
    /// <returns>Number, name and namespace of each.</returns>
    public static IReadOnlyList<string> Strangers()
    {
        var home = Target("/proc/self/ns/net");
        var strangers = new List<string>();
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (Target($"{thread}/ns/net") is { } place && place != home)
            {
                strangers.Add($"{Path.GetFileName(thread)} \"{Name(thread)}\" in {place}");
            }
        }

        return strangers;
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            // The thread has ended meanwhile.
            return null;
        }
    }

    private static string Name(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").Trim();
        }
        catch (IOException)
        {
            return "ended";
        }
    }
}
