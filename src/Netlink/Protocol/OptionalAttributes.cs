namespace NetController.Netlink.Protocol;

/// <summary>Attributes that are written where there is a value, and left out where there is none.</summary>
internal static class OptionalAttributes
{
    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, bool? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteBoolean(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, byte? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteByte(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, ushort? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteUInt16(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, uint? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteUInt32(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, int? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteInt32(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, HardwareAddress? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is { } set)
        {
            request.WriteHardwareAddress(attribute, set);
        }
    }

    internal static void WriteOptional<TAttribute>(this MessageBuilder request, TAttribute attribute, string? value)
        where TAttribute : unmanaged, Enum
    {
        if (value is not null)
        {
            request.WriteString(attribute, value);
        }
    }
}
