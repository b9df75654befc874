using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>The kernel's numbers for the address families.</summary>
internal static class IpFamily
{
    internal const byte Any = 0;
    internal const byte IPv4 = 2;
    internal const byte Bridge = 7;
    internal const byte IPv6 = 10;

    /// <summary>The number of an address's family.</summary>
    internal static byte Of(IPAddress address) => address.AddressFamily is AddressFamily.InterNetwork ? IPv4 : IPv6;

    /// <summary>The number of a family; null is any.</summary>
    internal static byte Of(AddressFamily? family) => family switch
    {
        null => Any,
        AddressFamily.InterNetwork => IPv4,
        AddressFamily.InterNetworkV6 => IPv6,
        _ => throw new ArgumentException($"{family} is neither IPv4 nor IPv6.", nameof(family)),
    };

    internal static AddressFamily? ToAddressFamily(byte family) => family switch
    {
        IPv4 => AddressFamily.InterNetwork,
        IPv6 => AddressFamily.InterNetworkV6,
        _ => null,
    };

    /// <summary>Names a family in an error.</summary>
    internal static string Name(byte family) => family switch
    {
        IPv4 => "IPv4",
        IPv6 => "IPv6",
        _ => $"family {family}",
    };

    internal static int Bits(byte family) => family == IPv4 ? 32 : 128;
}
