namespace NetController.Netlink.NfTables;

/// <summary>The time a rate counts in, in seconds.</summary>
public enum NftLimitUnit
{
    /// <summary><c>/second</c>.</summary>
    Second = 1,

    /// <summary><c>/minute</c>.</summary>
    Minute = 60,

    /// <summary><c>/hour</c>.</summary>
    Hour = 60 * 60,

    /// <summary><c>/day</c>.</summary>
    Day = 24 * 60 * 60,

    /// <summary><c>/week</c>.</summary>
    Week = 7 * 24 * 60 * 60,
}
