using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NetController.Ipam;

/// <summary>The IPv6 prefix that an instance calls its own without asking anybody (unique local addresses, RFC 4193).</summary>
public static class UniqueLocalPrefix
{
    private const int Length = 48;

    /// <summary>
    /// <c>fd00::/8</c> followed by 40 bits of the SHA-256 of the printed id: the same after every restart, and different from other
    /// instances' (the first ten digits of <c>printf %s ID | sha256sum</c>).
    /// </summary>
    public static IPPrefix For(InstanceId instance)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(instance.ToString()));
        var global = BinaryPrimitives.ReadUInt64BigEndian(hash) >> 24;
        return IPPrefix.Containing(IPFamily.IPv6, ((UInt128)0xfd << 120) | ((UInt128)global << 80), Length);
    }
}
