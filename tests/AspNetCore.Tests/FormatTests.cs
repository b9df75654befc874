using NetController.Formats;

namespace NetController.AspNetCore.Tests;

/// <summary>The words that Docker's clients write in queries.</summary>
[TestFixture]
internal sealed class FormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [TestCase("10m", "2026-11-28T11:50:00.0000000+00:00")]
    [TestCase("1h30m", "2026-11-28T10:30:00.0000000+00:00")]
    [TestCase("1.5h", "2026-11-28T10:30:00.0000000+00:00")]
    [TestCase("-1h", "2026-11-28T13:00:00.0000000+00:00")]
    [TestCase("250ms", "2026-11-28T11:59:59.7500000+00:00")]
    [TestCase("0", "1970-01-01T00:00:00.0000000+00:00")]
    [TestCase("1136073600", "2006-01-01T00:00:00.0000000+00:00")]
    [TestCase("1136073600.000000100", "2006-01-01T00:00:00.0000001+00:00")]
    [TestCase("2006-01-02T15:04:05Z", "2006-01-02T15:04:05.0000000+00:00")]
    [TestCase("2006-01-02T15:04:05.999999999Z", "2006-01-02T15:04:05.9999999+00:00")]
    [TestCase("2006-01-02T15:04:05+02:00", "2006-01-02T13:04:05.0000000+00:00")]
    [TestCase("2006-01-02T15:04Z", "2006-01-02T15:04:00.0000000+00:00")]
    [TestCase("2006-01-02Z", "2006-01-02T00:00:00.0000000+00:00")]
    public void A_moment_is_read(string text, string moment) =>
        Assert.That(MomentText.Parse(text, Now).ToUniversalTime().ToString("O"), Is.EqualTo(moment));

    [TestCase("2006-01-02")]
    [TestCase("2006-01-02T15:04:05")]
    public void A_date_without_a_zone_is_the_hosts_own(string text) =>
        Assert.That(MomentText.Parse(text, Now).Offset, Is.EqualTo(TimeZoneInfo.Local.GetUtcOffset(MomentText.Parse(text, Now))));

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("10")]
    [TestCase("10x")]
    [TestCase("h")]
    [TestCase("1h3")]
    [TestCase("1..5h")]
    [TestCase("99999999999999999999999999h")]
    [TestCase("9999999999h9999999999h")]
    public void What_is_no_duration_is_told(string text) => Assert.That(DurationText.TryParse(text, out _), Is.False);

    [TestCase("soon")]
    [TestCase("2006-13-01")]
    [TestCase("99999999h")]
    [TestCase("99999999999999999999999999999")]
    [TestCase("9999999999999999")]
    [TestCase("-5")]
    public void What_is_no_moment_is_refused(string text) => Assert.That(() => MomentText.Parse(text, Now), Throws.InstanceOf<FormatException>());

    [Test]
    public void Filters_are_read_in_both_forms()
    {
        var map = FilterArguments.Parse("""{"label":{"a=1":true,"b":true,"c":false},"name":{}}""");
        var list = FilterArguments.Parse("""{"label":["a=1","b"]}""");

        Assert.That(map.Pairs, Is.EqualTo(list.Pairs));
        Assert.That(map.Keys, Is.EqualTo(new[] { "label" }));
        Assert.That(FilterArguments.Parse(null).Pairs, Is.Empty);
    }
}
