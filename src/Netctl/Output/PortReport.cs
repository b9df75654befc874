using System.Globalization;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Prints who has a port.</summary>
internal static class PortReport
{
    /// <summary>The answer for people, one sentence a line.</summary>
    public static void Write(NetctlConsole console, PortAnswer answer)
    {
        foreach (var endpoint in answer.Endpoints)
        {
            foreach (var port in endpoint.Record.Ports)
            {
                var place = endpoint.Sandbox is { } sandbox ? $"of sandbox '{sandbox}'" : "which is only reserved";
                console.Output.WriteLine(
                    $"{PortTable.Text(port)} is published for endpoint '{endpoint.Record.Name}' ({endpoint.Record.Id.Short}) on network '{endpoint.Network}', {place}");
            }
        }

        foreach (var (protocol, process) in answer.Processes)
        {
            Line($"{answer.Port}/{protocol.ToText()} is open in {process}");
        }

        if (answer.Endpoints.IsEmpty && answer.Processes.IsEmpty)
        {
            Line($"{answer.Port} is not published, and no process that may be looked at has it open");
        }

        if (answer.IsEphemeral)
        {
            Line($"{answer.Port} is one of the ports {answer.Ephemeral} that the kernel gives to outgoing connections");
            console.Diagnose(Severity.Hint, "`sysctl net.ipv4.ip_local_reserved_ports` keeps ports of that range free");
        }
        else if (answer.IsReserved)
        {
            Line($"{answer.Port} is kept from outgoing connections by net.ipv4.ip_local_reserved_ports");
        }

        void Line(FormattableString text) => console.Output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
