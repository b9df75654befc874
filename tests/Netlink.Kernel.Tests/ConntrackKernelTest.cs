using System.Net.Sockets;
using System.Xml.Linq;
using NetController.Netlink.Conntrack;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>A host with flows made by conntrack(8), and what conntrack(8) shows of them as rows that can be compared.</summary>
public abstract class ConntrackKernelTest : KernelTest
{
    private ConntrackConnection? _conntrack;

    protected ConntrackConnection Conntrack => _conntrack!;

    [SetUp]
    public void Open() => _conntrack = ConntrackConnection.Open(Host.Namespace);

    [TearDown]
    public void Close() => _conntrack?.Dispose();

    private protected void MakeFlows() => Host.Run("""
        set -e
        conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000 -m 7
        conntrack -I -p udp -s 10.0.1.1 -d 10.0.0.2 --sport 1001 --dport 53 -t 1000 -u SEEN_REPLY,ASSURED
        conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000 -w 5
        conntrack -I -p udp -s 10.0.0.3 -d 10.0.0.2 --sport 1000 --dport 54 -t 1000 --orig-zone 6
        conntrack -I -p udp -s 10.0.0.4 -d 10.0.0.2 --sport 1000 --dport 54 -t 1000 --reply-zone 7
        conntrack -I -p udp -s fd00::1 -d fd00::2 --sport 1000 --dport 53 -t 1000 -m 0x17
        conntrack -I -p udp -s fd00:8000::1 -d fd00::2 --sport 1000 --dport 53 -t 1000 -m 0x28
        conntrack -I -p tcp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 80 -t 1000 --state ESTABLISHED -u SEEN_REPLY,ASSURED
        conntrack -I -p tcp -s fd00::1 -d fd00::2 --sport 1000 --dport 80 -t 1000 --state SYN_SENT
        conntrack -I -p tcp -s 10.0.0.1 -d 10.0.0.5 --sport 1000 --dport 80 -t 1000 --state TIME_WAIT -g 10.0.0.9:8080
        conntrack -I -p udp -s 10.0.0.7 -d 10.0.0.8 --sport 1000 --dport 80 -t 1000 -n 192.0.2.1
        conntrack -I -p icmp -s 10.0.0.1 -d 10.0.0.2 --icmp-type 8 --icmp-code 0 --icmp-id 1234 -t 1000
        conntrack -I -p icmpv6 -s fd00::1 -d fd00::2 --icmpv6-type 128 --icmpv6-code 0 --icmpv6-id 1234 -t 1000
        conntrack -I -p sctp -s 10.0.0.1 -d 10.0.0.2 --orig-port-src 1000 --orig-port-dst 53 -t 1000 --state ESTABLISHED --orig-vtag 1 --reply-vtag 2
        conntrack -I -p sctp -s 10.0.0.1 -d 10.0.0.2 --orig-port-src 1000 --orig-port-dst 54 -t 1000 --state ESTABLISHED --orig-vtag 1 --reply-vtag 2
        conntrack -I -p udplite -s 10.0.0.1 -d 10.0.0.2 --orig-port-src 1000 --orig-port-dst 53 -t 1000
        """);

    /// <summary>Flows of UDP from 10.9.0.0/16, in one run of the program.</summary>
    private protected void MakeMany(int count)
    {
        var file = Host.Path + "-flows";
        File.WriteAllLines(file, Enumerable.Range(0, count).Select(static i => $"-I -p udp -s 10.9.{i >> 8}.{i & 255} -d 10.0.0.2 --sport 1000 --dport 5353 -t 1000"));
        Host.Run($"conntrack -R {file}");
        File.Delete(file);
    }

    private protected List<string> RowsOfConntrack(string options)
    {
        var text = Host.Run($"conntrack -L {options} -o xml,id 2>/dev/null");
        return text.Length == 0 ? [] : [.. XDocument.Parse(text).Root!.Elements("flow").Select(Row)];
    }

    private static string Row(XElement flow)
    {
        var metas = flow.Elements("meta").ToDictionary(static meta => (string)meta.Attribute("direction")!);
        var independent = metas["independent"];
        var words = new List<string> { Row(metas["original"]!, "original"), Row(metas["reply"]!, "reply") };
        words.AddRange(independent.Elements().Where(static e => e.Name.LocalName is not ("timeout" or "when" or "labels") && !(e.Name == "state" && Number(e.Parent!.Parent!) == 132)).Select(static e => $"{e.Name}={e.Value}"));
        words.Add(Math.Abs((int)independent.Element("timeout")! - 1000) <= 20 ? "in time" : "timeout " + independent.Element("timeout")!.Value);
        return string.Join(' ', words.Order(StringComparer.Ordinal));
    }

    private static int Number(XElement flow) => (int)flow.Element("meta")!.Element("layer4")!.Attribute("protonum")!;

    private static string Row(XElement meta, string direction)
    {
        var layer3 = meta.Element("layer3")!;
        var layer4 = meta.Element("layer4")!;
        var fields = string.Join(',', layer4.Elements().Select(static e => $"{e.Name}={e.Value}").Order(StringComparer.Ordinal));
        return $"{direction}: {layer3.Attribute("protoname")!.Value} {layer3.Element("src")!.Value} > {layer3.Element("dst")!.Value} proto {layer4.Attribute("protonum")!.Value} {fields} zone {meta.Element("zone")?.Value}";
    }

    private protected static string Row(ConntrackFlow flow)
    {
        var words = new List<string> { Row(flow.Original, "original"), Row(flow.Reply, "reply"), $"mark={flow.Mark}", $"use={flow.UseCount}", $"id={flow.Id}" };
        words.Add(Math.Abs(flow.Timeout!.Value.TotalSeconds - 1000) <= 20 ? "in time" : "timeout " + flow.Timeout);
        words.AddRange(flow.Zone == 0 ? [] : [$"zone={flow.Zone}"]);
        words.AddRange((flow.Status & ConntrackStatus.Assured) == 0 ? [] : ["assured="]);
        words.AddRange((flow.Status & ConntrackStatus.SeenReply) != 0 ? [] : ["unreplied="]);
        words.AddRange(flow.TcpState is { } state ? [$"state={StateName(state)}"] : []);
        return string.Join(' ', words.Order(StringComparer.Ordinal));
    }

    private static string StateName(ConntrackTcpState state) => state switch
    {
        ConntrackTcpState.SynSent => "SYN_SENT",
        ConntrackTcpState.TimeWait => "TIME_WAIT",
        _ => state.ToString().ToUpperInvariant(),
    };

    private static string Row(ConntrackTuple tuple, string direction)
    {
        string[] fields = tuple.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6
            ? []
            : [$"dport={tuple.DestinationPort}", $"sport={tuple.SourcePort}"];
        var family = tuple.Family is AddressFamily.InterNetwork ? "ipv4" : "ipv6";
        return $"{direction}: {family} {tuple.Source} > {tuple.Destination} proto {(int)tuple.Protocol} {string.Join(',', fields)} zone {(tuple.Zone == 0 ? "" : tuple.Zone)}";
    }
}
