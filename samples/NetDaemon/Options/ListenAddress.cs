using System.Net;
using System.Net.Sockets;

namespace NetDaemon.Options;

/// <summary>An address to listen on.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="EndPoint">What it means to the kernel.</param>
internal sealed record ListenAddress(string Text, EndPoint EndPoint)
{
    private const string Unix = "unix://";
    private const string Tcp = "tcp://";

    /// <summary>Whether it is in the file system, where permissions protect it.</summary>
    public bool IsUnix => EndPoint is UnixDomainSocketEndPoint;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none, or none that is safe.</exception>
    public static ListenAddress Parse(string text)
    {
        if (text.StartsWith(Unix, StringComparison.Ordinal))
        {
            var path = text[Unix.Length..];
            return Path.IsPathFullyQualified(path) && !path.EndsWith('/')
                ? new ListenAddress(text, EndPointOf(text, path))
                : throw new FormatException($"'{text}' names no absolute path: write unix:///run/netctl/netctl.sock");
        }

        if (!text.StartsWith(Tcp, StringComparison.Ordinal))
        {
            throw new FormatException($"'{text}' is no address: write unix:///PATH or tcp://127.0.0.1:PORT");
        }

        var place = text[Tcp.Length..].Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal);
        if (!IPEndPoint.TryParse(place, out var endPoint) || endPoint.Port == 0)
        {
            throw new FormatException($"'{text}' is no address with a port: write tcp://127.0.0.1:PORT or tcp://[::1]:PORT");
        }

        return IPAddress.IsLoopback(endPoint.Address)
            ? new ListenAddress(text, endPoint)
            : throw new FormatException($"'{text}' is no loopback address: whoever reaches the API rules the host's networks, so nothing else is listened on");
    }

    private static UnixDomainSocketEndPoint EndPointOf(string text, string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FormatException($"the path of '{text}' is longer than a socket's can be");
        }
    }
}
