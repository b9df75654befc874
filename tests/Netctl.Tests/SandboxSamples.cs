using System.Net;
using NetController.Formats;
using NetController.State;

namespace NetController.Netctl.Tests;

/// <summary>Sandboxes, endpoints and ports to print.</summary>
internal static class SandboxSamples
{
    private static readonly SandboxId BoxId = SandboxId.Parse(new string('5', 64));

    /// <summary>A whole endpoint: attached, both families, named ports, a range and the gateway.</summary>
    public static EndpointView Db { get; } = new(
        new StoredEndpoint(EndpointId.Parse(new string('e', 64)), Samples.Id('c'), "db", RecordState.Active, Samples.Moment)
        {
            Sandbox = BoxId,
            InterfaceName = "eth0",
            MacAddress = MacAddress.Parse("02:42:0a:00:00:82"),
            Addresses = [InterfaceAddress.Parse("10.0.0.130/24"), InterfaceAddress.Parse("fd00::2/64")],
            Ports =
            [
                new PublishedPorts(TransportProtocol.Tcp, IPAddress.Any, new PortRange(8080), new PortRange(80)),
                new PublishedPorts(TransportProtocol.Udp, IPAddress.IPv6Loopback, new PortRange(5000, 5001), new PortRange(53, 54)),
            ],
            Spec = new EndpointSpec
            {
                Aliases = ["sql", "store"],
                Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("[::1]:5000-5001:53-54/udp")],
            },
        },
        "web-idle")
    {
        Sandbox = "box",
        HostLink = "ncveeeeeeeeeee",
        GatewayIPv4 = AddressText.Parse("10.0.0.1"),
    };

    /// <summary>An endpoint of no sandbox.</summary>
    public static EndpointView Reserved { get; } = new(
        new StoredEndpoint(EndpointId.Parse(new string('f', 64)), Samples.Id('c'), "spare", RecordState.Active, Samples.Moment)
        {
            IsReserved = true,
            Addresses = [InterfaceAddress.Parse("10.0.0.131/24")],
        },
        "web-idle");

    public static SandboxView Box { get; } = new(
        new StoredSandbox(BoxId, "box", "/run/netctl/netns/555555555555", RecordState.Active, Samples.Moment)
        {
            OwnsNamespace = true,
            NamespaceIdentity = "net:[4026532008]",
            Spec = new SandboxSpec("box") { Hostname = "box.example" },
        },
        [Db]);

    public static SandboxView HostStack { get; } = new(
        new StoredSandbox(SandboxId.Parse(new string('6', 64)), "whole", "/proc/self/ns/net", RecordState.Active, Samples.Moment)
        {
            Spec = new SandboxSpec("whole") { IsHost = true },
        },
        []);

    public static PortAnswer Answer { get; } = new(
        5001,
        PortAnswer.Narrow(new PortQuestion(5001, null), [TransportProtocol.Tcp, TransportProtocol.Udp], [Db, Reserved]),
        [new PortProcess(TransportProtocol.Tcp, "process 812 (nginx)")],
        new PortRange(5000, 60999),
        IsReserved: false);
}
