using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.NfTables;

/// <content>Translation of addresses and ports. In chains of type <c>nat</c>.</content>
public static partial class NftStatement
{
    /// <summary>Leads the connection to an address; <c>dnat ip to 10.0.0.2</c>, <c>dnat ip to 10.0.0.2:8080</c>. A port needs a check of the transport protocol before.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port; null to keep it.</param>
    /// <param name="flags">How one is chosen.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList DestinationNat(IPAddress address, int? port = null, NftNatFlags flags = NftNatFlags.None) =>
        Nat(NftNatType.Destination, address, port, flags);

    /// <summary>Leads the connection to where a map has for fields of the packet; <c>dnat ip to ip daddr . tcp dport map @published</c>.</summary>
    /// <param name="map">The map, of the table of the rule; its data are addresses, or addresses and ports.</param>
    /// <param name="key">The fields, as many as the type of its keys has parts.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The map has other data, or the fields are not what its keys are.</exception>
    public static NftExpressionList DestinationNat(NftSet map, params ReadOnlySpan<NftField> key) => Nat(NftNatType.Destination, map, key);

    /// <summary>Lets the connection come from an address; <c>snat ip to 192.0.2.1</c>. A port needs a check of the transport protocol before.</summary>
    /// <inheritdoc cref="DestinationNat(IPAddress, int?, NftNatFlags)"/>
    public static NftExpressionList SourceNat(IPAddress address, int? port = null, NftNatFlags flags = NftNatFlags.None) => Nat(NftNatType.Source, address, port, flags);

    /// <summary>Lets the connection come from where a map has for fields of the packet; <c>snat ip to ip saddr map @outside</c>.</summary>
    /// <inheritdoc cref="DestinationNat(NftSet, ReadOnlySpan{NftField})"/>
    public static NftExpressionList SourceNat(NftSet map, params ReadOnlySpan<NftField> key) => Nat(NftNatType.Source, map, key);

    /// <summary>Lets the connection come from the address of the interface it leaves by; <c>masquerade</c>.</summary>
    /// <param name="flags">How a port is chosen.</param>
    /// <returns>The expression.</returns>
    public static NftMasquerade Masquerade(NftNatFlags flags = NftNatFlags.None) => new() { Flags = flags };

    /// <summary>Leads the connection to a port of this host; <c>redirect to :8080</c>. Needs a check of the transport protocol before.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList Redirect(int port) => [new NftImmediate(NftValue.FromPort(port)), new NftRedirect { PortFrom = NftRegister.First }];

    private static NftExpressionList Nat(NftNatType type, IPAddress address, int? port, NftNatFlags flags)
    {
        ArgumentNullException.ThrowIfNull(address);
        var family = address.AddressFamily is AddressFamily.InterNetwork ? NftFamily.Ip : NftFamily.Ip6;
        NftExpression first = new NftImmediate(NftValue.FromAddress(address));
        var nat = new NftNat(type, family) { AddressFrom = NftRegister.First, Flags = flags };
        if (port is not { } number)
        {
            return [first, nat];
        }

        var register = NftRegister.First.After(NftCheck.MaximumData);
        return [first, new NftImmediate(NftValue.FromPort(number)) { Destination = register }, nat with { PortFrom = register }];
    }

    private static NftExpressionList Nat(NftNatType type, NftSet map, ReadOnlySpan<NftField> key)
    {
        var load = NftSetKey.Load(map, key);
        var address = map.DataType is { Parts: [var first, var second] } && second.Equals(NftDataType.InetService) ? first : map.DataType;
        NftFamily? family = NftDataType.Ipv4Address.Equals(address) ? NftFamily.Ip : NftDataType.Ipv6Address.Equals(address) ? NftFamily.Ip6 : null;
        return family is not { } known || address is null
            ? throw new ArgumentException($"{map.Name} has no addresses, nor addresses with ports, but data of type {map.DataType?.Name ?? "none"}.", nameof(map))
            :
            [
                .. load,
                new NftLookup(map.Name) { Destination = NftRegister.First },
                new NftNat(type, known) { AddressFrom = NftRegister.First, PortFrom = address == map.DataType ? null : NftRegister.First.After(address.Length) },
            ];
    }
}
