using System.Text;
using NetController.TestSupport;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>The same questions to dockerd and to the API, and their answers field by field.</summary>
/// <remarks>
/// Only where <c>dockerd</c> is on the path, with what it starts: the packages that hold it weigh 60 MB and nothing else needs them. They need not be
/// installed: <c>unpack</c> in <c>benchmarks/contestants.sh</c> lays their files below a folder, for <c>PATH</c> and <c>LD_LIBRARY_PATH</c> to name.
/// </remarks>
public sealed class DockerdComparisonTests : DaemonTest
{
    private static readonly string[] Containers = ["box", "crate"];

    /// <summary>
    /// What differs stands in <c>docs/docker-api.md</c> between two marks, and nothing else may. After a wanted change
    /// <c>NETCONTROLLER_UPDATE_GOLDENS=1</c> writes it anew.
    /// </summary>
    [Test]
    public async Task What_differs_from_dockerd_is_what_the_document_says()
    {
        using var dockerd = await Dockerd.StartAsync(NewNamespace("dockerd"));
        dockerd.StartContainers(Containers);
        await StartSandboxesAsync();
        var found = new StringBuilder();

        await CompareAsync(Question.All, dockerd, found);
        await CompareAsync(ConnectQuestions.Connecting, dockerd, found);
        CompareInside(dockerd, found);
        await CompareAsync(ConnectQuestions.Disconnecting, dockerd, found);

        foreach (var sandbox in Controller.Sandboxes)
        {
            await Controller.DeleteSandboxAsync(sandbox);
        }

        if (Environment.GetEnvironmentVariable("NETCONTROLLER_UPDATE_GOLDENS") == "1")
        {
            DifferenceDocument.Write(found.ToString());
        }

        Assert.That(found.ToString(), Is.EqualTo(DifferenceDocument.Read()));
    }

    private async Task StartSandboxesAsync()
    {
        foreach (var name in Containers)
        {
            await Controller.ConnectAsync(Controller.GetNetwork("bridge"), await Controller.CreateSandboxAsync(new SandboxSpec(name)));
        }
    }

    private async Task CompareAsync(IEnumerable<Question> questions, Dockerd dockerd, StringBuilder found)
    {
        foreach (var question in questions)
        {
            var own = await Answer.AskAsync(SocketPath, question);
            var other = await Answer.AskAsync(dockerd.SocketPath, question);
            Note(question.ToString(), own.DifferencesFrom(other), found);
        }
    }

    /// <summary>What the programs of a container see of the networks.</summary>
    private void CompareInside(Dockerd dockerd, StringBuilder found)
    {
        foreach (var container in Containers)
        {
            foreach (var command in InsideView.Commands)
            {
                var own = InsideView.Read(HostProgram.Run(command, Controller.GetSandbox(container).NamespacePath));
                var other = InsideView.Read(dockerd.RunInside(container, command));
                Note($"inside {container}: {command}", own.DifferencesFrom(other), found);
            }
        }
    }

    private static void Note(string what, IEnumerable<string> differences, StringBuilder found)
    {
        string[] lines = [.. differences.Select(static difference => $"    {difference}\n")];
        if (lines.Length > 0)
        {
            found.Append(what).Append('\n').AppendJoin("", lines);
        }
    }
}
