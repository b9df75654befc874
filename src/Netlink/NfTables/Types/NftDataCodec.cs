using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Values and verdicts on the wire.</summary>
/// <remarks>
/// <code>
/// any attribute of data { NFTA_DATA_VALUE | NFTA_DATA_VERDICT { NFTA_VERDICT_CODE NFTA_VERDICT_CHAIN } }
/// </code>
/// </remarks>
internal static class NftDataCodec
{
    /// <summary>Writes a value.</summary>
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, ReadOnlySpan<byte> value)
        where TAttribute : unmanaged, Enum
    {
        using (request.Nest(attribute))
        {
            request.WriteBytes(NFTA_DATA.VALUE, value);
        }
    }

    /// <summary>Writes a value.</summary>
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, NftValue value)
        where TAttribute : unmanaged, Enum => Write(request, attribute, value.Bytes);

    /// <summary>Writes a verdict.</summary>
    internal static void Write<TAttribute>(MessageBuilder request, TAttribute attribute, NftVerdict verdict)
        where TAttribute : unmanaged, Enum
    {
        using (request.Nest(attribute))
        using (request.Nest(NFTA_DATA.VERDICT))
        {
            request.WriteUInt32BigEndian(NFTA_VERDICT.CODE, (uint)verdict.Code);
            if (verdict.Chain is { } chain)
            {
                request.WriteString(NFTA_VERDICT.CHAIN, chain);
            }
        }
    }

    /// <summary>Reads the content of an attribute of data: one of the two is set, or none where a newer kernel sends something else.</summary>
    internal static void Read(ReadOnlySpan<byte> data, out NftValue? value, out NftVerdict? verdict)
    {
        value = null;
        verdict = null;
        var reader = new AttributeReader<NFTA_DATA>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_DATA.VALUE: value = ToValue(reader.Value); break;
                case NFTA_DATA.VERDICT: verdict = ReadVerdict(reader.GetNested<NFTA_VERDICT>()); break;
            }
        }
    }

    /// <summary>Reads the content of an attribute of data that must be a value.</summary>
    internal static NftValue ReadValue(ReadOnlySpan<byte> data)
    {
        Read(data, out var value, out _);
        return value ?? throw new NetlinkProtocolException("nf_tables sent data without a value (NFTA_DATA_VALUE)");
    }

    /// <summary>Takes bytes that came from the kernel as a value.</summary>
    internal static NftValue ToValue(ReadOnlySpan<byte> bytes) => bytes.Length is > 0 and <= NftValue.MaximumLength
        ? new NftValue(bytes)
        : throw new NetlinkProtocolException($"attribute NFTA_DATA_VALUE holds {bytes.Length} bytes where 1 to {NftValue.MaximumLength} are expected");

    private static NftVerdict ReadVerdict(AttributeReader<NFTA_VERDICT> reader)
    {
        var code = default(NftVerdictCode);
        string? chain = null;
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_VERDICT.CODE: code = (NftVerdictCode)reader.GetUInt32BigEndian(); break;
                case NFTA_VERDICT.CHAIN: chain = reader.GetString(); break;
            }
        }

        return new NftVerdict(code, chain);
    }
}
