using NetController.Formats;
using NetController.Netctl.Commands;
using NetController.Netctl.Output;

namespace NetController.Netctl.Tests;

/// <summary>What people read of sandboxes, endpoints and ports.</summary>
public sealed class SandboxTableTests
{
    [Test]
    public void Sandboxes_are_listed_with_their_namespaces_and_networks()
    {
        var printed = Tool.Print(static console => SandboxTable.Write(console, [SandboxSamples.Box, SandboxSamples.HostStack], wholeIds: false));

        Assert.That(printed, Is.EqualTo(
            """
            SANDBOX ID     NAME    STATE    NAMESPACE                        NETWORKS
            555555555555   box     Active   /run/netctl/netns/555555555555   web-idle
            666666666666   whole   Active   /proc/self/ns/net                -

            """));
    }

    [Test]
    public void Endpoints_are_listed_with_addresses_and_ports_reserved_ones_marked()
    {
        var printed = Tool.Print(static console => EndpointTable.Write(console, [SandboxSamples.Db, SandboxSamples.Reserved], wholeIds: false));

        Assert.That(printed, Is.EqualTo(
            """
            ENDPOINT ID    NAME    NETWORK    SANDBOX   STATE      INTERFACE   ADDRESSES                   PORTS
            eeeeeeeeeeee   db      web-idle   box       Active     eth0        10.0.0.130/24, fd00::2/64   0.0.0.0:8080->80/tcp, [::1]:5000-5001->53-54/udp
            ffffffffffff   spare   web-idle   -         Reserved   -           10.0.0.131/24               -

            """));
    }

    [Test]
    public void Ports_are_listed_with_where_they_lead()
    {
        var printed = Tool.Print(static console => PortTable.Write(console, [SandboxSamples.Db, SandboxSamples.Reserved]));

        Assert.That(printed, Is.EqualTo(
            """
            PORT                         ENDPOINT            NETWORK    SANDBOX
            0.0.0.0:8080->80/tcp         db (eeeeeeeeeeee)   web-idle   box
            [::1]:5000-5001->53-54/udp   db (eeeeeeeeeeee)   web-idle   box

            """));
    }

    [Test]
    public void The_answer_about_a_port_is_one_sentence_for_each_that_has_it()
    {
        var printed = Tool.Print(static console => PortReport.Write(console, SandboxMapping.PortAnswer(SandboxSamples.Answer)));

        Assert.That(printed, Is.EqualTo(
            """
            [::1]:5001->54/udp is published for endpoint 'db' (eeeeeeeeeeee) on network 'web-idle', of sandbox 'box'
            5001/tcp is open in process 812 (nginx)
            5001 is one of the ports 5000-60999 that the kernel gives to outgoing connections
            hint: `sysctl net.ipv4.ip_local_reserved_ports` keeps ports of that range free

            """));
    }

    [Test]
    public void A_port_that_nobody_has_is_said_to_be_so_and_one_kept_free_as_well()
    {
        var answer = new PortAnswer(81, [], [], new PortRange(32768, 60999), IsReserved: true);

        Assert.That(Tool.Print(console => PortReport.Write(console, SandboxMapping.PortAnswer(answer))), Is.EqualTo(
            """
            81 is not published, and no process that may be looked at has it open
            81 is kept from outgoing connections by net.ipv4.ip_local_reserved_ports

            """));
    }

    [Test]
    public void Who_holds_a_network_is_named_with_the_command_that_frees_it()
    {
        var id = SandboxSamples.Db.Record.Id;

        Assert.Multiple(() =>
        {
            Assert.That(NetworkRemoveCommand.HowToFree("db", id, "web", "box"), Is.EqualTo(
                "endpoint 'db' (eeeeeeeeeeee) holds it for sandbox 'box': `netctl network disconnect web box`"));
            Assert.That(NetworkRemoveCommand.HowToFree("db", id, "web", null), Is.EqualTo(
                "endpoint 'db' (eeeeeeeeeeee) is reserved on it: `netctl endpoint rm eeeeeeeeeeee`"));
        });
    }
}
