namespace NetController.Netlink.NfTables;

/// <summary>The checksum that follows when bytes of a packet are changed.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Offset">Where it stands, from the same base as the bytes.</param>
/// <param name="CoversAddresses">Whether the bytes are addresses, so that the checksum of the transport header changes too (<c>NFT_PAYLOAD_L4CSUM_PSEUDOHDR</c>).</param>
public readonly record struct NftChecksum(NftChecksumType Type, int Offset, bool CoversAddresses = false);
