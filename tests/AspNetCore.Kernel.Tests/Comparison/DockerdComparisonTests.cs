using System.Text;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>The same questions to dockerd and to the API, and their answers field by field.</summary>
public sealed class DockerdComparisonTests : DaemonTest
{
    /// <summary>
    /// What differs stands in <c>docs/docker-api.md</c> between two marks, and nothing else may. After a wanted change
    /// <c>NETCONTROLLER_UPDATE_GOLDENS=1</c> writes it anew.
    /// </summary>
    [Test]
    public async Task What_differs_from_dockerd_is_what_the_document_says()
    {
        using var dockerd = await Dockerd.StartAsync(NewNamespace("dockerd"));
        var found = new StringBuilder();
        foreach (var question in Question.All)
        {
            var own = await Answer.AskAsync(SocketPath, question);
            var other = await Answer.AskAsync(dockerd.SocketPath, question);
            var differences = own.DifferencesFrom(other).ToArray();
            if (differences.Length > 0)
            {
                found.Append(question).Append('\n').AppendJoin("", differences.Select(static difference => $"    {difference}\n"));
            }
        }

        if (Environment.GetEnvironmentVariable("NETCONTROLLER_UPDATE_GOLDENS") == "1")
        {
            DifferenceDocument.Write(found.ToString());
        }

        Assert.That(found.ToString(), Is.EqualTo(DifferenceDocument.Read()));
    }
}
