using System.Net.Sockets;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>Sends the probes of a table at once, finds out what became of each, and says which cells are wrong.</summary>
/// <param name="target">The machine that they are for.</param>
/// <param name="responder">What answers there.</param>
/// <param name="nameOf">How a table names an address that the target sees, of a probe.</param>
internal sealed class ProbeRun(Machine target, Responder responder, Func<Probe, Call, string> nameOf)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>How long nothing must happen where nothing shall.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly List<(string Row, string Column, string Expected, Probe Probe)> _cells = [];

    /// <summary>Adds a cell.</summary>
    public void Add(string row, string column, string expected, Probe probe) => _cells.Add((row, column, expected, probe));

    /// <summary>Sends all and fails with every cell that is not as expected.</summary>
    /// <param name="table">The table's name.</param>
    public async Task AssertAsync(string table)
    {
        var answered = await SendAsync();
        var sent = Borders(static (machine, kind, family) => machine.Sent(kind, family), _cells.Select(static cell => cell.Probe.From));
        var came = Borders(static (machine, kind, family) => machine.Came(kind, family), [target]);
        var observed = _cells.Select((cell, index) => Describe(cell.Probe, answered[index], sent, came)).ToArray();
        var wrong = _cells.Zip(observed).Where(static pair => pair.First.Expected != pair.Second)
            .Select(static pair => $"{pair.First.Row} | {pair.First.Column}: {pair.First.Expected} expected, {pair.Second} observed").ToList();
        Assert.That(wrong, Is.Empty, () => $"{table}: {wrong.Count} of {_cells.Count} cells are wrong:\n{string.Join('\n', wrong)}\nobserved:\n{Render(observed)}");
    }

    // Answers are waited for where there shall be one, and then for a moment where there shall not.
    private async Task<bool[]> SendAsync()
    {
        using var stop = new CancellationTokenSource();
        var sockets = new Socket[_cells.Count];
        foreach (var group in Enumerable.Range(0, _cells.Count).GroupBy(index => _cells[index].Probe.From))
        {
            var opened = group.Key.Namespace.OpenSockets([.. group.Select(index => _cells[index].Probe.Socket)]);
            foreach (var (index, socket) in group.Zip(opened))
            {
                sockets[index] = socket;
            }
        }

        var answers = _cells.Select((cell, index) => cell.Probe.SendAsync(sockets[index], stop.Token)).ToArray();
        var awaited = Task.WhenAll(answers.Where((_, index) => _cells[index].Expected != AccessTable.Silence));
        await Task.WhenAny(awaited, Task.Delay(Patience, stop.Token));
        await Task.Delay(Quiet, stop.Token);
        await stop.CancelAsync();
        return await Task.WhenAll(answers);
    }

    /// <summary>The numbers that passed the borders of machines.</summary>
    private HashSet<(Machine Machine, ProbeKind Kind, int Number)> Borders(Func<Machine, ProbeKind, IPFamily, IReadOnlySet<int>> read, IEnumerable<Machine> machines) =>
    [
        .. from machine in machines.Distinct()
           from kind in _cells.Select(static cell => cell.Probe.Kind).Distinct()
           from number in read(machine, kind, _cells[0].Probe.Family)
           select (machine, kind, number),
    ];

    private string Describe(
        Probe probe,
        bool answered,
        HashSet<(Machine Machine, ProbeKind Kind, int Number)> sent,
        HashSet<(Machine Machine, ProbeKind Kind, int Number)> came)
    {
        var call = responder.Find(probe);
        return !sent.Contains((probe.From, probe.Kind, probe.Number)) ? "unsent"
            : !answered ? call is null && !came.Contains((target, probe.Kind, probe.Number)) ? AccessTable.Silence : "arrived unanswered"
            : call is null ? "host"
            : call.Port != probe.Target ? $"at port {call.Port}"
            : nameOf(probe, call);
    }

    private string Render(string[] observed) => string.Join('\n', _cells.Zip(observed)
        .GroupBy(static pair => pair.First.Row)
        .Select(static row => row.Key.PadRight(46) + string.Concat(row.Select(static pair => pair.Second.PadRight(9)))));
}
