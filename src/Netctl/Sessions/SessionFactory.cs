using System.Net.Sockets;
using NetController.Netctl.Daemon;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Sessions;

/// <summary>
/// Chooses the way to the networks: the daemon that <c>--host</c> names; the state that <c>--root</c> names, by the daemon that has it open where
/// one listens; the daemon that NETCTL_HOST names; the system's own state in the same manner.
/// </summary>
internal static class SessionFactory
{
    /// <summary>The environment variable that names a daemon.</summary>
    public const string HostVariable = "NETCTL_HOST";

    /// <summary>The name of the socket in the run directory that a daemon listens on to be found.</summary>
    public const string SocketName = "netctl.sock";

    /// <summary>Chooses.</summary>
    /// <exception cref="InvalidRequestException">The command line contradicts itself, or NETCTL_HOST names no socket.</exception>
    /// <exception cref="NetControllerException">The daemon that is named does not answer.</exception>
    public static INetctlSession Create(GlobalOptions global, NetctlConsole console)
    {
        if (global.Host is { } named)
        {
            return Refuse(global, named) ?? new DaemonSession(new DaemonClient(named, DaemonSocket.Connect(named)));
        }

        if (!global.RootIsNamed && FromEnvironment() is { } host)
        {
            return Refuse(global, host) ?? new DaemonSession(new DaemonClient(host, DaemonSocket.Connect(host)));
        }

        var found = new DaemonAddress(Path.Combine(global.RunDirectory, SocketName));
        return DaemonSocket.TryConnect(found) is { } socket
            ? Refuse(global, found, socket) ?? new DaemonSession(new DaemonClient(found, socket))
            : new LocalSession(global, console);
    }

    private static DaemonAddress? FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(HostVariable);
        try
        {
            return string.IsNullOrEmpty(text) ? null : DaemonAddress.Parse(text);
        }
        catch (FormatException failure)
        {
            throw new InvalidRequestException($"the environment variable {HostVariable}", failure.Message, "correct it, or unset it to open the state itself");
        }
    }

    /// <summary>What applies the rules was chosen when the daemon started: an option that would do nothing is no option.</summary>
    private static INetctlSession? Refuse(GlobalOptions global, DaemonAddress daemon, Socket? socket = null)
    {
        if (global.Firewall is null)
        {
            return null;
        }

        socket?.Dispose();
        throw new InvalidRequestException("--firewall", $"the daemon at {daemon} applies the rules, and not this command", "leave it out; it is an option of the daemon's start");
    }
}
