using System.Collections.Immutable;
using System.Net;
using NetController.Sandboxes;

namespace NetController.Controller.Tests.Sandboxes;

public sealed class GoneFlowsTests
{
    private static readonly IPAddress One = AddressText.Parse("10.0.0.2");
    private static readonly IPAddress Two = AddressText.Parse("10.0.0.3");

    [Test]
    public void One_look_through_the_table_serves_all_that_wait()
    {
        var (gone, table) = (new GoneFlows(), new Table());
        gone.Add([One], [Published("udp", 53), Published("tcp", 80)]);
        gone.Add([Two], [Published("udp", 123)]);

        gone.DeleteFrom(table);
        gone.DeleteFrom(table);

        Assert.That(table.Looks, Is.EqualTo(new[] { "10.0.0.2 10.0.0.3: 53 123" }), "the ports of UDP only, and nothing twice");
    }

    [Test]
    public void An_address_waits_until_its_flows_are_deleted()
    {
        var (gone, table) = (new GoneFlows(), new Table());
        gone.Add([One], []);
        Assert.That((gone.IsWaiting([One]), gone.IsWaiting([Two])), Is.EqualTo((true, false)));

        var wasWaiting = false;
        table.Looking = () => wasWaiting = gone.IsWaiting([One]);
        gone.DeleteFrom(table);

        Assert.That((wasWaiting, gone.IsWaiting([One])), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_table_that_refuses_leaves_nothing_waiting()
    {
        var (gone, table) = (new GoneFlows(), new Table { Looking = static () => throw new IOException("refused") });
        gone.Add([One], []);

        Assert.That(() => gone.DeleteFrom(table), Throws.InstanceOf<IOException>());
        Assert.That(gone.IsWaiting([One]), Is.False);
    }

    private static PublishedPorts Published(string protocol, int port)
    {
        Assert.That(TransportProtocols.TryParse(protocol, out var parsed));
        return new PublishedPorts(parsed, IPAddress.Any, new PortRange(port), new PortRange(port));
    }

    private sealed class Table : IFlows
    {
        public List<string> Looks { get; } = [];

        public Action Looking { get; set; } = static () => { };

        public void Delete(ImmutableArray<IPAddress> addresses, ImmutableArray<PublishedPorts> ports)
        {
            Looking();
            Looks.Add($"{string.Join(' ', addresses)}: {string.Join(' ', ports.Select(static published => published.HostPorts))}");
        }

        public void DeleteNeighbors(string link, ImmutableArray<IPAddress> addresses)
        {
        }

        public void Dispose()
        {
        }
    }
}
