using System.Net;
using System.Net.Sockets;
using NetDaemon.Options;
using NetDaemon.Process;
using NetDaemon.Process.Interop;

namespace NetDaemon.Listening;

/// <summary>
/// The sockets that the daemon listens on. They are open before the networks are restored: a client that comes early waits to be answered
/// instead of being refused.
/// </summary>
internal sealed class Listeners : IDisposable
{
    private const int Backlog = 512;
    private const string UsualGroup = "docker";

    /// <summary>Whoever is neither root nor of the group is refused by the kernel.</summary>
    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const UnixFileMode AllModes = (UnixFileMode)0x1FF;

    private readonly bool _mustHaveGroup;
    private readonly Dictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];

    private Listeners(bool mustHaveGroup) => _mustHaveGroup = mustHaveGroup;

    /// <summary>Opens them all, or none.</summary>
    /// <param name="options">Where to listen, and the group of Unix sockets.</param>
    /// <exception cref="DaemonException">An address is in use or cannot be listened on, or the group does not exist.</exception>
    public static Listeners Open(DaemonOptions options)
    {
        var listeners = new Listeners(mustHaveGroup: options.Group is not null);
        try
        {
            var group = FindGroup(options.Group);
            foreach (var host in options.Hosts)
            {
                listeners.Open(host, group);
            }

            return listeners;
        }
        catch (Exception)
        {
            listeners.Dispose();
            throw;
        }
    }

    /// <summary>Gives an open socket to the server.</summary>
    public Socket Take(EndPoint endPoint) => _sockets[endPoint.ToString()!];

    /// <summary>Closes them, and removes the files of the Unix sockets.</summary>
    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }

        _files.ForEach(File.Delete);
        _files.Clear();
    }

    private void Open(ListenAddress host, uint? group)
    {
        var socket = new Socket(host.EndPoint.AddressFamily, SocketType.Stream, host.IsUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _sockets[host.EndPoint.ToString()!] = socket;
        try
        {
            if (host.IsUnix)
            {
                BindFile(socket, host.EndPoint, group);
            }
            else
            {
                socket.Bind(host.EndPoint);
            }

            socket.Listen(Backlog);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            var inUse = failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };
            throw new DaemonException(inUse ? ExitCodes.Conflict : ExitCodes.Failed, $"cannot listen on {host.Text}: {failure.Message}");
        }
    }

    private void BindFile(Socket socket, EndPoint endPoint, uint? group)
    {
        var path = endPoint.ToString()!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RemoveStale(path, endPoint);
        // The mode is there from the first moment: a socket that is open to all for an instant is open.
        LibC.SetUmask(~SocketMode & AllModes);
        try
        {
            socket.Bind(endPoint);
        }
        finally
        {
            LibC.SetUmask(Folders.Umask);
        }

        _files.Add(path);
        if (group is { } number)
        {
            SetGroup(path, number);
        }
    }

    private void SetGroup(string path, uint group)
    {
        try
        {
            LibC.SetGroup(path, group);
        }
        catch (IOException) when (!_mustHaveGroup)
        {
            // A user namespace may not have the host's group; nobody has asked for it.
        }
    }

    private static void RemoveStale(string path, EndPoint endPoint)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endPoint);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // A file that is no socket refuses too; only what a dead daemon has left may be removed.
            if (CanBeOpened(path))
            {
                throw new DaemonException(ExitCodes.Conflict, $"{path} is no socket; move it away, or listen elsewhere");
            }

            File.Delete(path);
            return;
        }

        throw new DaemonException(ExitCodes.Conflict, $"another process listens on {path}; stop it, or listen elsewhere");
    }

    /// <summary>Sockets cannot; open(2), ENXIO.</summary>
    private static bool CanBeOpened(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static uint? FindGroup(string? group) => Groups.Find(group ?? UsualGroup) ?? (group is null
        ? null
        : throw new DaemonException(ExitCodes.Invalid, $"--group '{group}' is no group of this host"));
}
