namespace NetController.Netlink;

/// <summary>Ranges of numbers that are checked before anything is sent, so that the error can name the range.</summary>
internal static class Limit
{
    /// <summary>The highest VLAN that frames can bear; 0 and 4095 are reserved.</summary>
    internal const ushort HighestVlan = 4094;

    /// <summary>Returns a value inside the range, or null, and throws for any other.</summary>
    internal static T? Check<T>(T? value, T minimum, T maximum, string parameter)
        where T : struct, IComparable<T> => value is { } set ? Check(set, minimum, maximum, parameter) : null;

    /// <inheritdoc cref="Check{T}(T?, T, T, string)"/>
    internal static T Check<T>(T value, T minimum, T maximum, string parameter)
        where T : struct, IComparable<T> =>
        value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(parameter, value, $"{parameter} is {minimum} to {maximum}.");

    /// <summary>Returns a member of an enumeration, or null, and throws for a number that is none.</summary>
    internal static T? Known<T>(T? value, string parameter)
        where T : struct, Enum =>
        value is { } set && !Enum.IsDefined(set) ? throw new ArgumentOutOfRangeException(parameter, set, $"{set} is not a {typeof(T).Name}.") : value;
}
