using System.Globalization;
using System.Net;

namespace NetController;

/// <summary>A port of the host is taken.</summary>
/// <param name="hostAddress">The address of the host.</param>
/// <param name="port">The port; of a range, the first that is taken.</param>
/// <param name="protocol">The protocol.</param>
/// <param name="holder">Who has it, such as <c>endpoint 'web' (0123456789ab)</c> or <c>process 812 (nginx)</c>.</param>
/// <param name="innerException">The kernel's refusal, where it came from there.</param>
public sealed class PortInUseException(IPAddress hostAddress, int port, TransportProtocol protocol, string holder, Exception? innerException = null)
    : NetControllerException(
        ErrorKind.Conflict, $"host port {Text(hostAddress, port, protocol)} is in use by {holder}", "choose another host port, or none to have one chosen", innerException)
{
    /// <summary>The address of the host.</summary>
    public IPAddress HostAddress { get; } = hostAddress;

    /// <summary>The port.</summary>
    public int Port { get; } = port;

    /// <summary>The protocol.</summary>
    public TransportProtocol Protocol { get; } = protocol;

    /// <summary>Who has it.</summary>
    public string Holder { get; } = holder;

    private static string Text(IPAddress? address, int port, TransportProtocol protocol) => string.Create(
        CultureInfo.InvariantCulture, $"{(address?.Family() == IPFamily.IPv6 ? $"[{address}]" : address)}:{port}/{protocol.ToText()}");
}
