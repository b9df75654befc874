using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed partial class QueueingTests : KernelTest
{
    private static readonly TrafficHandle One = new(1, 0);

    private LinkIndex _near;
    private LinkIndex _far;

    [SetUp]
    public void MakeLinks()
    {
        _near = Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true }).Index;
        _far = Host.Route.FindLink("b")!.Index;
        Host.Route.UpdateLink(_far, new LinkUpdate { IsUp = true });
    }

    [Test]
    public void The_tick_of_the_library_is_that_of_the_kernel()
    {
        var numbers = Host.Run("cat /proc/net/psched").Split(' ').Select(static text => Convert.ToUInt32(text.Trim(), 16)).ToArray();
        Assert.That(numbers[0] / (double)numbers[1] * (numbers[2] / 1_000_000.0), Is.EqualTo(15.625), "ticks of 64 ns in a microsecond");
    }

    [Test]
    public void Disciplines_are_those_tc_shows()
    {
        Host.Route.AddQdisc(new QdiscSpec(_near, TokenBucketQdisc.ForLatency(DataRate.FromMegabits(8), 32768, TimeSpan.FromMilliseconds(400))) { Handle = One });
        Host.Route.AddQdisc(new QdiscSpec(_near, new IngressQdisc()));
        Host.Route.AddQdisc(new QdiscSpec(_far, new HierarchicalTokenBucketQdisc { DefaultClass = 0x10, DirectQueueLength = 77 }) { Handle = new TrafficHandle(2, 0) });
        Host.Route.AddQdisc(new QdiscSpec(_far, new ClsactQdisc()));

        using var document = JsonDocument.Parse(Host.Run("tc -j -r qdisc show"));
        var names = Host.Route.ListLinks().ToDictionary(static l => l.Index, static l => l.Name);
        Assert.That(Host.Route.ListQdiscs().Select(q => Row(q, names)), Is.EquivalentTo(document.RootElement.EnumerateArray().Select(Row)));
        Assert.That(Host.Route.ListQdiscs(_near).Select(static q => q.Options.Kind), Is.EquivalentTo(["tbf", "ingress"]));
    }

    [Test]
    public void A_rate_of_more_than_32_bits_and_a_peak_rate_arrive_whole()
    {
        var bucket = new TokenBucketQdisc(DataRate.FromMegabits(40_000), 4_000_000, 8_000_000) { PeakRate = DataRate.FromMegabits(64_000), PeakBurst = 65_536 };
        Host.Route.ReplaceQdisc(new QdiscSpec(_near, bucket));
        var read = (TokenBucketQdisc)Host.Route.ListQdiscs(_near).Single().Options;
        Assert.That((read.Rate, read.PeakRate, read.Limit), Is.EqualTo((bucket.Rate, bucket.PeakRate, bucket.Limit)));
        Assert.That(read.Burst, Is.EqualTo(bucket.Burst).Within(512));
        Assert.That(Host.Run("tc -d qdisc show dev a"), Does.Contain("rate 40Gbit").And.Contain("peakrate 64Gbit"));
    }

    [Test]
    public void A_discipline_is_added_replaced_and_deleted()
    {
        var bucket = new QdiscSpec(_near, new TokenBucketQdisc(DataRate.FromMegabits(1), 10_000, 100_000)) { Handle = One };
        Host.Route.AddQdisc(bucket);
        Assert.That(() => Host.Route.AddQdisc(bucket), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST).And.Property("Operation").EqualTo($"qdisc add dev {_near} root tbf"));
        Host.Route.ReplaceQdisc(new QdiscSpec(_near, new TokenBucketQdisc(DataRate.FromMegabits(2), 10_000, 100_000)) { Handle = One });
        Assert.That(((TokenBucketQdisc)Host.Route.ListQdiscs(_near).Single().Options).Rate, Is.EqualTo(DataRate.FromMegabits(2)));

        Host.Route.DeleteQdisc(_near, TrafficHandle.Root);
        Assert.That(Host.Route.ListQdiscs(_near).Single().Options, Is.EqualTo(new RawQdisc("noqueue")));
        Assert.That(() => Host.Route.DeleteQdisc(_near, TrafficHandle.Root), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void A_kind_the_library_does_not_know_stays_readable_and_one_the_kernel_lacks_is_a_typed_error()
    {
        Host.Route.AddQdisc(new QdiscSpec(_near, new RawQdisc("pfifo", [10, 0, 0, 0])));
        Assert.That(Host.Route.ListQdiscs(_near).Single().Options, Is.EqualTo(new RawQdisc("pfifo", [10, 0, 0, 0])));
        Assert.That(Host.Run("tc qdisc show dev a"), Does.Contain("pfifo").And.Contain("limit 10p"));

        var error = Assert.Throws<NetlinkException>(() => Host.Route.ReplaceQdisc(new QdiscSpec(_near, new RawQdisc("nosuchkind"))))!;
        Assert.That((error.Errno, error.KernelMessage), Is.EqualTo((Errno.ENOENT, "Specified qdisc kind is unknown")));
    }

    [Test]
    public void Classes_are_those_tc_shows()
    {
        Host.Route.AddQdisc(new QdiscSpec(_near, new HierarchicalTokenBucketQdisc { DefaultClass = 0x20 }) { Handle = One });
        var parent = new TrafficHandle(1, 1);
        Host.Route.AddClass(new TrafficClassSpec(_near, parent, new HierarchicalTokenBucketClass(DataRate.FromMegabits(100)) { Burst = 15_000, CeilingBurst = 15_000 }));
        Host.Route.AddClass(new TrafficClassSpec(_near, new TrafficHandle(1, 0x10), new HierarchicalTokenBucketClass(DataRate.FromMegabits(10)) { Ceiling = DataRate.FromMegabits(100), Priority = 3 }) { Parent = parent });
        Host.Route.AddClass(new TrafficClassSpec(_near, new TrafficHandle(1, 0x20), new HierarchicalTokenBucketClass(DataRate.FromMegabits(8)) { Quantum = 1514 }) { Parent = parent });

        var expected = ClassLine().Matches(Host.Run("tc -d class show dev a")).Select(static m =>
            $"{m.Groups["handle"]} prio {m.Groups["prio"]} rate {m.Groups["rate"]} ceil {m.Groups["ceil"]} quantum {m.Groups["quantum"]}").ToList();
        Assert.That(expected, Has.Count.EqualTo(3));
        Assert.That(Host.Route.ListClasses(_near).Select(Row), Is.EquivalentTo(expected));
        var leaf = Host.Route.ListClasses(_near).Single(static c => c.Handle.Minor == 0x10);
        Assert.That((leaf.Parent, ((HierarchicalTokenBucketClass)leaf.Options!).Burst), Is.EqualTo((parent, (uint?)1600)));
    }

    [Test]
    public void A_class_is_replaced_and_deleted_and_a_link_that_is_gone_is_no_empty_list()
    {
        var handle = new TrafficHandle(1, 0x10);
        Host.Route.AddQdisc(new QdiscSpec(_near, new HierarchicalTokenBucketQdisc()) { Handle = One });
        Host.Route.AddClass(new TrafficClassSpec(_near, handle, new HierarchicalTokenBucketClass(DataRate.FromMegabits(8))));
        Host.Route.ReplaceClass(new TrafficClassSpec(_near, handle, new HierarchicalTokenBucketClass(DataRate.FromMegabits(16))));
        Assert.That(((HierarchicalTokenBucketClass)Host.Route.ListClasses(_near).Single().Options!).Rate, Is.EqualTo(DataRate.FromMegabits(16)));

        Host.Route.DeleteClass(_near, handle);
        Assert.That(Host.Route.ListClasses(_near), Is.Empty);
        Assert.That(() => Host.Route.DeleteClass(_near, handle), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
        Assert.That(() => Host.Route.ListClasses(new LinkIndex(999)), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
        Assert.That(() => Host.Route.ListFilters(new LinkIndex(999), TrafficHandle.None), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
        Assert.That(() => Host.Route.ListQdiscs(new LinkIndex(999)), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
    }

    [Test]
    public void Filters_are_those_tc_shows()
    {
        Host.Route.AddQdisc(new QdiscSpec(_near, new IngressQdisc()));
        Host.Route.AddFilter(new TrafficFilterSpec(_near, TrafficHandle.IngressFilters, new U32Filter { Actions = [new RedirectAction(_far)] }) { Priority = 10 });
        Host.Route.AddFilter(new TrafficFilterSpec(_near, TrafficHandle.IngressFilters, new U32Filter
        {
            Keys = [new U32Key(0x0a010203, 0xffffffff, 16)], Actions = [new RedirectAction(_far) { IsCopy = true, ToIngress = true }],
        }) { Priority = 20, Protocol = 0x0800 });

        using var document = JsonDocument.Parse(Host.Run("tc -j -d filter show dev a ingress"));
        var names = Host.Route.ListLinks().ToDictionary(static l => l.Index, static l => l.Name);
        var listed = Host.Route.ListFilters(_near, TrafficHandle.IngressFilters);
        Assert.That(listed.Select(f => Row(f, names)), Is.EqualTo(document.RootElement.EnumerateArray().Select(Row)));

        var node = listed.Last();
        Host.Route.ReplaceFilter(new TrafficFilterSpec(_near, TrafficHandle.IngressFilters, new U32Filter
        {
            Keys = [new U32Key(0x0a010203, 0xffffffff, 16)], Actions = [new RedirectAction(_far)],
        }) { Priority = 20, Protocol = 0x0800, Handle = node.Handle });
        var changed = (U32Filter)Host.Route.ListFilters(_near, TrafficHandle.IngressFilters).Last().Options!;
        Assert.That(changed.Actions, Is.EqualTo(ValueList.Create<TrafficAction>([new RedirectAction(_far) { Verdict = TrafficVerdict.Stolen }])));

        Host.Route.DeleteFilters(_near, TrafficHandle.IngressFilters, 20, "u32", node.Handle);
        Host.Route.DeleteFilters(_near, TrafficHandle.IngressFilters, 10);
        Assert.That(Host.Route.ListFilters(_near, TrafficHandle.IngressFilters).Where(static f => f.Options is U32Filter { Divisor: null }), Is.Empty);
        Host.Route.DeleteFilters(_near, TrafficHandle.IngressFilters);
        Assert.That(Host.Route.ListFilters(_near, TrafficHandle.IngressFilters), Is.Empty);
    }

    [Test]
    public void A_filter_puts_traffic_into_its_class()
    {
        Host.Route.AddAddress(_near, IPAddress.Parse("10.1.0.1"), 24);
        Host.Route.AddNeighbour(new NeighbourSpec(_near, IPAddress.Parse("10.1.0.9")) { HardwareAddress = HardwareAddress.Parse("02:00:00:00:00:09") });
        Host.Route.AddQdisc(new QdiscSpec(_near, new HierarchicalTokenBucketQdisc { DefaultClass = 0x20 }) { Handle = One });
        Host.Route.AddClass(new TrafficClassSpec(_near, new TrafficHandle(1, 0x10), new HierarchicalTokenBucketClass(DataRate.FromMegabits(100))));
        Host.Route.AddClass(new TrafficClassSpec(_near, new TrafficHandle(1, 0x20), new HierarchicalTokenBucketClass(DataRate.FromMegabits(100))));
        Host.Route.AddFilter(new TrafficFilterSpec(_near, One, new U32Filter { Keys = [new U32Key(0x0a010009, 0xffffffff, 16)], Class = new TrafficHandle(1, 0x10) }) { Protocol = 0x0800 });

        Host.Run("bash -c 'for i in 1 2 3 4 5; do echo hello >/dev/udp/10.1.0.9/9; done'");
        Assert.That(() => Host.Route.ListClasses(_near).Single(static c => c.Handle.Minor == 0x10).Statistics.Packets, Is.EqualTo(5).After(2000, 20));
    }

    private static string Row(TrafficClass c)
    {
        var options = (HierarchicalTokenBucketClass)c.Options!;

        // Of a class that others belong to, tc shows neither.
        var (priority, quantum) = c.Handle.Minor == 1 ? ((uint?)null, (uint?)null) : (options.Priority, options.Quantum);
        return $"{c.Handle} prio {priority} rate {options.Rate} ceil {options.Ceiling} quantum {quantum}";
    }

    private static string Row(Qdisc q, Dictionary<LinkIndex, string> names)
    {
        var parent = q.Parent == TrafficHandle.Root ? "root" : q.Parent.ToString();
        var options = q.Options switch
        {
            TokenBucketQdisc t => $"rate {t.Rate.BytesPerSecond} burst {t.Burst} limit {t.Limit} lat {t.Latency.TotalMicroseconds}",
            HierarchicalTokenBucketQdisc h => $"r2q {h.RateToQuantum} default 0x{h.DefaultClass:x} direct_qlen {h.DirectQueueLength}",
            _ => "",
        };
        return $"{names[q.Link]} {q.Options.Kind} {(q.Handle == TrafficHandle.None ? "0:" : q.Handle)} {parent} {options}";
    }

    private static string Row(JsonElement e)
    {
        var parent = e.TryGetProperty("root", out _) ? "root" : Text(e, "parent");
        var kind = Text(e, "kind");
        if (!e.TryGetProperty("dev", out _))
        {
            return FilterRow(e);
        }

        var o = e.GetProperty("options");
        var options = kind switch
        {
            "tbf" => $"rate {Text(o, "rate")} burst {Text(o, "burst")} limit {Text(o, "limit")} lat {Text(o, "lat")}",
            "htb" => $"r2q {Text(o, "r2q")} default {Text(o, "default")} direct_qlen {Text(o, "direct_qlen")}",
            _ => "",
        };
        return $"{Text(e, "dev")} {kind} {Text(e, "handle")} {parent} {options}";
    }

    private static string FilterRow(JsonElement e)
    {
        var text = $"{(Text(e, "protocol") == "all" ? "3" : "2048")} pref {Text(e, "pref")} {Text(e, "kind")} chain {Text(e, "chain")}";
        if (!e.TryGetProperty("options", out var options))
        {
            return text;
        }

        text += $" fh {Text(options, "fh")} divisor {Text(options, "ht_divisor")}";
        if (options.TryGetProperty("match", out var match))
        {
            text += $" match {Text(match, "value")}/{Text(match, "mask")} at {Text(match, "off")}";
        }

        return options.TryGetProperty("actions", out var actions) ? $"{text} {string.Join(';', actions.EnumerateArray().Select(static a => $"{Text(a, "kind")} {Text(a, "mirred_action")} {Text(a, "direction")} {Text(a, "to_dev")} {Text(a.GetProperty("control_action"), "type")}"))}" : text;
    }

    private static string Row(TrafficFilter f, Dictionary<LinkIndex, string> names)
    {
        var text = $"{f.Protocol} pref {f.Priority} {f.Kind} chain {f.Chain}";
        if (f.Options is not U32Filter options)
        {
            return text;
        }

        var handle = $"{f.Handle >> 20:x}:{((f.Handle & 0xfffff) == 0 ? "" : ":" + (f.Handle & 0xfff).ToString("x", CultureInfo.InvariantCulture))}";
        text += $" fh {handle} divisor {options.Divisor}";
        text = options.Keys.Aggregate(text, static (before, k) => $"{before} match {k.Value:x}/{k.Mask:x} at {k.Offset}");
        return options.Actions.Count == 0 ? text : $"{text} {string.Join(';', options.Actions.Cast<RedirectAction>().Select(a => $"mirred {(a.IsCopy ? "mirror" : "redirect")} {(a.ToIngress ? "ingress" : "egress")} {names[a.Link]} {a.Verdict!.ToString()!.ToLowerInvariant()}"))}";
    }

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";

    [GeneratedRegex(@"class htb (?<handle>\S+) (?:root|parent \S+)(?: leaf \S+)?(?: prio (?<prio>\d+) quantum (?<quantum>\d+))? rate (?<rate>\S+) ceil (?<ceil>\S+)")]
    private static partial Regex ClassLine();
}
