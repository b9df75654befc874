using NetController.Ports;

namespace NetController.Controller.Tests.Ports;

/// <summary>Which ports of the host a mapping may get.</summary>
[TestFixture]
internal sealed class PortSearchTests
{
    private static readonly EphemeralPorts Ephemeral = new(new PortRange(100, 104), []);

    [TestCase("8080:80", "8080")]
    [TestCase("8080-8082:80-82", "8080-8082")]
    [TestCase("8080-8082:80", "8080 8081 8082")]
    [TestCase("80", "102 103 104 100 101")]
    [TestCase("80-82", "102-104 100-102 101-103")]
    [TestCase("1-6", "")]
    public void Candidates_are_tried_in_order(string mapping, string expected) =>
        Assert.That(string.Join(' ', PortSearch.Candidates(PortMapping.Parse(mapping), static () => Ephemeral, start: 102)), Is.EqualTo(expected));

    [Test]
    public void Reserved_ports_are_not_given_unasked()
    {
        var ephemeral = EphemeralPorts.Read("100 104", "101,103-200");

        Assert.That(string.Join(' ', PortSearch.Candidates(PortMapping.Parse("80"), () => ephemeral, start: 0)), Is.EqualTo("100 102"));
        Assert.That(string.Join(' ', PortSearch.Candidates(PortMapping.Parse("101:80"), () => ephemeral, start: 0)), Is.EqualTo("101"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("9 8")]
    public void A_host_that_does_not_tell_its_range_has_that_of_the_registry(string? text) =>
        Assert.That(EphemeralPorts.Read(text, null).Range, Is.EqualTo(new PortRange(49152, 65535)));

    [Test]
    public void A_line_of_the_kernels_table_tells_whose_socket_it_is()
    {
        const string Line = "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0";

        Assert.That(PortHolders.SocketOf(Line, System.Net.IPAddress.Loopback, 8080), Is.EqualTo("4711"));
        Assert.That(PortHolders.SocketOf(Line, System.Net.IPAddress.Any, 8080), Is.EqualTo("4711"));
        Assert.That(PortHolders.SocketOf(Line, System.Net.IPAddress.Parse("192.0.2.1"), 8080), Is.Null);
        Assert.That(PortHolders.SocketOf(Line, System.Net.IPAddress.Loopback, 80), Is.Null);
        Assert.That(PortHolders.SocketOf("  sl  local_address rem_address", System.Net.IPAddress.Loopback, 80), Is.Null);
    }
}
