using System.Globalization;
using NetController.Benchmarks.Attach;
using NetController.Firewall;

// ours BACKEND DIRECTORY SECONDS: warms up for some seconds, then does what the lines of standard input say and answers each with nanoseconds and the bytes allocated.
//   attach PORTS · detach          the sandbox
//   fill COUNT                     attaches COUNT further sandboxes with a port each
//   disconnect-all · delete-all    takes those away
//   steps                          from now on each answer is followed by what its steps took
var steps = new StepTimes();
await using var contestant = await Contestant.BeginAsync(Enum.Parse<FirewallBackend>(args[0], ignoreCase: true), args[1], steps);
await contestant.WarmUpAsync(TimeSpan.FromSeconds(Number(args[2])));
Console.WriteLine("ready");
while (Console.ReadLine() is { } line)
{
    var words = line.Split(' ');
    if (words[0] == "steps")
    {
        steps.IsOn = true;
        continue;
    }

    var taken = words[0] switch
    {
        "attach" => await contestant.AttachAsync(Number(words[1])),
        "detach" => await contestant.DetachAsync(),
        "fill" => await contestant.FillAsync(Number(words[1])),
        "disconnect-all" => await contestant.DisconnectOthersAsync(),
        "delete-all" => await contestant.DeleteOthersAsync(),
        var other => throw new ArgumentException($"\"{other}\" is nothing to do."),
    };
    Console.WriteLine($"{taken.Nanoseconds} {taken.Bytes}");
    if (taken.Steps is not null)
    {
        Console.WriteLine(taken.Steps);
    }
}

static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
