using System.Globalization;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Prints who has a port.</summary>
internal static class PortReport
{
    /// <summary>The answer for people, one sentence a line.</summary>
    public static void Write(NetctlConsole console, PortAnswerJson answer)
    {
        foreach (var port in answer.Endpoints)
        {
            var place = port.Sandbox.Length > 0 ? $"of sandbox '{port.Sandbox}'" : "which is only reserved";
            console.Output.WriteLine(
                $"{PortTable.Text(port)} is published for endpoint '{port.Endpoint}' ({port.EndpointId[..ObjectId.ShortLength]}) on network '{port.Network}', {place}");
        }

        foreach (var (protocol, process) in answer.Processes)
        {
            Line($"{answer.Port}/{protocol} is open in {process}");
        }

        if (answer.Endpoints.Count == 0 && answer.Processes.Count == 0)
        {
            Line($"{answer.Port} is not published, and no process that may be looked at has it open");
        }

        if (answer.Ephemeral)
        {
            Line($"{answer.Port} is one of the ports {answer.EphemeralRange} that the kernel gives to outgoing connections");
            console.Diagnose(Severity.Hint, "`sysctl net.ipv4.ip_local_reserved_ports` keeps ports of that range free");
        }
        else if (answer.Reserved)
        {
            Line($"{answer.Port} is kept from outgoing connections by net.ipv4.ip_local_reserved_ports");
        }

        void Line(FormattableString text) => console.Output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
