using System.Net;

namespace NetController;

/// <summary>An address of a pool is held by somebody else.</summary>
/// <param name="address">The address that was asked for.</param>
/// <param name="holder">Who holds it, such as <c>the gateway</c> or <c>endpoint 0123456789ab</c>.</param>
public sealed class AddressInUseException(IPAddress address, string holder)
    : NetControllerException(ErrorKind.Conflict, $"address {address} is in use by {holder}", "choose another address or none to have one chosen")
{
    /// <summary>The address that was asked for.</summary>
    public IPAddress Address { get; } = address;

    /// <summary>Who holds it.</summary>
    public string Holder { get; } = holder;
}
