using NetController.Events;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class EventJournalTests
{
    private const int Length = 16;

    [Test]
    public async Task A_reader_with_a_cursor_gets_what_follows_it_and_one_without_only_what_is_to_come()
    {
        using var journal = Create();
        Add(journal, 3);
        var second = journal.Kept[1].Cursor;

        var late = journal.WatchAsync(null, default);
        var early = journal.WatchAsync(second, default);
        Add(journal, 1);

        Assert.That(await SequencesAsync(early, 2), Is.EqualTo(new long[] { 3, 4 }));
        Assert.That(await SequencesAsync(late, 1), Is.EqualTo(new long[] { 4 }));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(10)]
    [TestCase(Length + 3)]
    public async Task What_is_kept_after_a_cursor_is_what_a_reader_from_there_gets_at_once(int readAlready)
    {
        using var journal = Create();
        Add(journal, readAlready);
        var cursor = journal.End;
        Add(journal, Length + 3 - readAlready);

        var kept = journal.KeptAfter(cursor);

        var read = await SequencesAsync(journal.WatchAsync(cursor, default), kept.Length);
        Assert.That(kept.Select(static happened => happened.Cursor.Sequence), Is.EqualTo(read));
        Assert.That(kept.Count(static happened => happened.Kind == ControllerEventKind.Gap), Is.EqualTo(readAlready < 3 ? 1 : 0));
        Assert.That(kept.LastOrDefault()?.Cursor ?? cursor, Is.EqualTo(journal.End));
    }

    [Test]
    public async Task A_reader_that_waits_is_woken()
    {
        using var journal = Create();
        var reading = SequencesAsync(journal.WatchAsync(null, default), 2);

        Add(journal, 1);
        await Task.Delay(20);
        Assert.That(reading.IsCompleted, Is.False);
        Add(journal, 1);

        Assert.That(await reading, Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public async Task A_cursor_that_is_too_old_gives_a_gap_and_then_the_oldest_that_is_kept()
    {
        using var journal = Create();
        Add(journal, 3);
        var third = journal.End;
        Add(journal, Length + 2);

        var events = await journal.WatchAsync(third, default).Take(2).ToArrayAsync();

        Assert.That(events[0].Gap, Is.EqualTo(new EventGap(EventGapReason.TooOld, 2)));
        Assert.That(events[1].Cursor.Sequence, Is.EqualTo(6));
        Assert.That(await SequencesAsync(journal.WatchAsync(events[0].Cursor, default), 1), Is.EqualTo(new long[] { 6 }), "a gap's own cursor goes on after it");
    }

    [Test]
    public async Task A_cursor_just_at_the_end_of_what_is_kept_gives_no_gap()
    {
        using var journal = Create();
        Add(journal, 3);
        var third = journal.End;
        Add(journal, Length);

        Assert.That((await journal.WatchAsync(third, default).Take(1).ToArrayAsync())[0].Kind, Is.EqualTo(ControllerEventKind.SandboxCreated));
    }

    [Test]
    public async Task A_cursor_of_another_run_or_of_no_place_gives_a_gap_and_then_all_that_is_kept()
    {
        using var before = Create();
        using var journal = Create();
        Add(before, 1);
        Add(journal, 2);
        EventCursor[] strange = [before.End, journal.End with { Sequence = 3 }, journal.End with { Sequence = -1 }, default];

        foreach (var cursor in strange)
        {
            var events = await journal.WatchAsync(cursor, default).Take(3).ToArrayAsync();

            Assert.That(events[0].Gap, Is.EqualTo(new EventGap(EventGapReason.OtherRun, null)), cursor.ToString());
            Assert.That(events[1..].Select(static happened => happened.Cursor.Sequence), Is.EqualTo(new long[] { 1, 2 }));
        }
    }

    [Test]
    public async Task A_slow_reader_holds_nobody_up_and_is_told_what_it_missed()
    {
        using var journal = Create();
        await using var slow = journal.WatchAsync(null, default).GetAsyncEnumerator();
        Add(journal, 1);
        await slow.MoveNextAsync();

        Add(journal, 1000 * Length);
        await slow.MoveNextAsync();

        Assert.That(slow.Current.Gap, Is.EqualTo(new EventGap(EventGapReason.SlowReader, 999 * Length)));
        Assert.That(journal.Kept, Has.Length.EqualTo(Length), "whatever its readers do");
        await slow.MoveNextAsync();
        Assert.That(slow.Current.Cursor, Is.EqualTo(journal.Kept[0].Cursor));
    }

    [Test]
    public async Task Many_readers_and_writers_each_get_everything_in_one_order()
    {
        using var journal = new EventJournal(8 * 500, TimeProvider.System, RandomSource.Secure);
        Task<long[]>[] readers = [.. Enumerable.Range(0, 8).Select(_ => SequencesAsync(journal.WatchAsync(null, default), 8 * 500))];

        Parallel.For(0, 8, _ => Add(journal, 500));

        foreach (var reader in readers)
        {
            Assert.That(await reader, Is.EqualTo(Enumerable.Range(1, 8 * 500).Select(static i => (long)i)));
        }
    }

    [Test]
    public async Task A_reader_is_ended_by_its_token_and_by_the_end_of_the_journal()
    {
        var journal = Create();
        using var stop = new CancellationTokenSource();
        var cancelled = journal.WatchAsync(null, stop.Token).CountAsync();
        var ended = journal.WatchAsync(null, default).CountAsync();

        await stop.CancelAsync();
        journal.Dispose();

        await Assert.CatchAsync<OperationCanceledException>(async () => await cancelled);
        Assert.That(await ended, Is.Zero);
        Assert.That(await journal.WatchAsync(null, default).CountAsync(), Is.Zero, "one that comes too late");
    }

    [Test]
    public void A_cursor_reads_what_it_prints_and_nothing_else()
    {
        var cursor = new EventCursor(0x0123456789abcdef, 42);

        Assert.That(cursor.ToString(), Is.EqualTo("0123456789abcdef-42"));
        Assert.That(EventCursor.Parse(cursor.ToString()), Is.EqualTo(cursor));
        foreach (var wrong in new[] { null, "", "42", "0123456789abcdef", "0123456789abcdef-", "0123456789abcdef--1", "0123456789abcdef-4x", "0123456789abcdeg-4", "0123456789abcdef+4", " 123456789abcdef-4", "0123456789abcdef-99999999999999999999" })
        {
            Assert.That(EventCursor.TryParse(wrong, out _), Is.False, wrong);
        }
    }

    private static EventJournal Create() => new(Length, TimeProvider.System, RandomSource.Secure);

    private static void Add(EventJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            journal.Add(ControllerEventKind.SandboxCreated);
        }
    }

    private static async Task<long[]> SequencesAsync(IAsyncEnumerable<ControllerEvent> events, int count) =>
        await events.Take(count).Select(static happened => happened.Cursor.Sequence).ToArrayAsync();
}
