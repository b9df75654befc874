using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.NfTables;

/// <content>Addresses.</content>
public static partial class NftMatch
{
    /// <summary>The packet comes from an address; <c>ip saddr 10.0.0.1</c>, <c>ip6 saddr fd00::1</c>.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList Source(IPAddress address) => SourceOf(FamilyOf(address)).Is(NftValue.FromAddress(address));

    /// <summary>The packet comes from one of a range of addresses; <c>ip saddr 10.0.0.0/24</c>.</summary>
    /// <param name="network">The addresses.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList Source(IPNetwork network) => In(SourceOf(network.BaseAddress.AddressFamily), network, NftComparison.Equal);

    /// <summary>The packet comes from another address of the same family; <c>ip saddr != 10.0.0.0/24</c>.</summary>
    /// <inheritdoc cref="Source(IPNetwork)"/>
    public static NftExpressionList NotSource(IPNetwork network) => In(SourceOf(network.BaseAddress.AddressFamily), network, NftComparison.NotEqual);

    /// <summary>The packet goes to an address; <c>ip daddr 10.0.0.1</c>, <c>ip6 daddr fd00::1</c>.</summary>
    /// <inheritdoc cref="Source(IPAddress)"/>
    public static NftExpressionList Destination(IPAddress address) => DestinationOf(FamilyOf(address)).Is(NftValue.FromAddress(address));

    /// <summary>The packet goes to one of a range of addresses; <c>ip daddr 10.0.0.0/24</c>.</summary>
    /// <inheritdoc cref="Source(IPNetwork)"/>
    public static NftExpressionList Destination(IPNetwork network) => In(DestinationOf(network.BaseAddress.AddressFamily), network, NftComparison.Equal);

    /// <summary>The packet goes to another address of the same family; <c>ip daddr != 10.0.0.0/24</c>.</summary>
    /// <inheritdoc cref="Source(IPNetwork)"/>
    public static NftExpressionList NotDestination(IPNetwork network) => In(DestinationOf(network.BaseAddress.AddressFamily), network, NftComparison.NotEqual);

    /// <summary>The routing table says so of the address the packet goes to; <c>fib daddr type local</c>.</summary>
    /// <param name="type">What it says.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList DestinationType(RouteType type) => NftField.DestinationAddressType.Is(NftValue.FromUInt32((uint)type));

    /// <summary>The routing table says so of the address the packet comes from; <c>fib saddr type local</c>.</summary>
    /// <inheritdoc cref="DestinationType"/>
    public static NftExpressionList SourceType(RouteType type) => NftField.SourceAddressType.Is(NftValue.FromUInt32((uint)type));

    /// <summary>No route leads back to where the packet comes from by the interface it came in by; <c>fib saddr . iif oif missing</c>.</summary>
    /// <returns>The expressions.</returns>
    public static NftExpressionList SourceIsUnroutable() =>
    [
        new NftFib(NftFibResult.OutputInterface, NftFibFlags.SourceAddress | NftFibFlags.InputInterface | NftFibFlags.Presence),
        new NftCompare(NftComparison.Equal, NftValue.FromUInt32(0)),
    ];

    private static AddressFamily FamilyOf(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily;
    }

    private static NftField SourceOf(AddressFamily family) => family is AddressFamily.InterNetwork ? NftField.IpSource : NftField.Ip6Source;

    private static NftField DestinationOf(AddressFamily family) => family is AddressFamily.InterNetwork ? NftField.IpDestination : NftField.Ip6Destination;

    /// <summary>A prefix of whole bytes is compared by loading only these; any other by a mask.</summary>
    private static NftExpressionList In(NftField field, IPNetwork network, NftComparison comparison)
    {
        var address = NftValue.FromAddress(network.BaseAddress);
        if (network.PrefixLength == address.Length * 8)
        {
            return field.Compare(comparison, address);
        }

        if (network.PrefixLength > 0 && network.PrefixLength % 8 == 0)
        {
            var whole = (NftPayload)field.Load(default);
            var part = new NftPayload(whole.Base, whole.Offset, network.PrefixLength / 8);
            return [.. field.Requires, part, new NftCompare(comparison, new NftValue(address.Bytes[..part.Length]))];
        }

        Span<byte> mask = stackalloc byte[address.Length];
        mask.Clear();
        mask[..(network.PrefixLength / 8)].Fill(byte.MaxValue);
        mask[network.PrefixLength / 8] = (byte)(byte.MaxValue << (8 - (network.PrefixLength % 8)));
        return field.CompareMasked(new NftValue(mask), comparison, address);
    }
}
