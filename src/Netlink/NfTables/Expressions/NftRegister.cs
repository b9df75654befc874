using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>
/// A place among the 64 bytes that the expressions of a rule share: sixteen slots of 4 bytes. The kernel has two numberings for it (four registers of 16 bytes, sixteen of 4);
/// this is the one place that knows both (<c>NFT_REG*</c>, linux/netfilter/nf_tables.h).
/// </summary>
public readonly record struct NftRegister
{
    /// <summary>The number of slots.</summary>
    public const int Slots = 16;

    /// <summary>The number on the wire of the register that holds the verdict, which is none of the slots (<c>NFT_REG_VERDICT</c>).</summary>
    internal const uint VerdictNumber = 0;

    private const uint First16 = 1;
    private const uint First4 = 8;
    private const int SlotsOf16 = 4;

    private NftRegister(int slot) => Slot = slot;

    /// <summary>The first register, which is enough for all but concatenations.</summary>
    public static NftRegister First => default;

    /// <summary>The number of its first slot, 0 to 15.</summary>
    public int Slot { get; }

    /// <summary>The register that begins at a slot.</summary>
    /// <param name="slot">0 to 15.</param>
    /// <returns>The register.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public static NftRegister At(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        return new NftRegister(slot);
    }

    /// <summary>The register right after a value of this length in this one, as the next part of a concatenation.</summary>
    /// <param name="length">The length of the value in bytes.</param>
    /// <returns>The register.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no room behind it.</exception>
    public NftRegister After(int length) => At(Slot + ((length + 3) / 4));

    /// <summary>As nft's debug output has it, for example <c>reg 1</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reg {Number}");

    /// <summary>The number on the wire: that of 16 bytes where the slot begins one, as the kernel itself reports it.</summary>
    internal uint Number => Slot % SlotsOf16 == 0 ? First16 + (uint)(Slot / SlotsOf16) : First4 + (uint)Slot;

    /// <summary>Itself, if a value of this length fits from here on.</summary>
    internal NftRegister Holding(int length) => Slot + ((length + 3) / 4) <= Slots
        ? this
        : throw new ArgumentException($"A value of {length} bytes does not fit from slot {Slot} of the registers on, which end with slot {Slots - 1}.");

    /// <summary>Writes a register, if there is one.</summary>
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, NftRegister? register)
        where TAttribute : unmanaged, Enum
    {
        if (register is { } known)
        {
            request.WriteUInt32BigEndian(attribute, known.Number);
        }
    }

    /// <summary>Reads a number of either numbering.</summary>
    internal static NftRegister FromNumber(uint number) => number switch
    {
        >= First16 and < First16 + (Slots / SlotsOf16) => new NftRegister((int)(number - First16) * SlotsOf16),
        >= First4 and < First4 + Slots => new NftRegister((int)(number - First4)),
        _ => throw new NetlinkProtocolException($"nf_tables names the register {number}, which does not exist"),
    };
}
