namespace NetController.Netlink;

/// <summary>State of an address (<c>IFA_F_*</c>, linux/if_addr.h); the words after <c>scope</c> in <c>ip address</c>.</summary>
[Flags]
public enum AddressFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>IPv4: not the first of its subnet on the link. IPv6: a temporary (privacy) address.</summary>
    Secondary = 0x01,

    /// <summary>Duplicates are not looked for.</summary>
    NoDad = 0x02,

    /// <summary>Usable while duplicates are still looked for.</summary>
    Optimistic = 0x04,

    /// <summary>A duplicate was found; the address is not used.</summary>
    DadFailed = 0x08,

    /// <summary>A home address of mobile IPv6.</summary>
    HomeAddress = 0x10,

    /// <summary>Past its preferred lifetime.</summary>
    Deprecated = 0x20,

    /// <summary>Duplicates are being looked for; the address cannot be used yet.</summary>
    Tentative = 0x40,

    /// <summary>Lives for ever.</summary>
    Permanent = 0x80,

    /// <summary>Temporary addresses are made from it.</summary>
    ManageTemporary = 0x100,

    /// <summary>No route to its subnet was made with it.</summary>
    NoPrefixRoute = 0x200,

    /// <summary>Its multicast group is joined.</summary>
    MulticastAutoJoin = 0x400,

    /// <summary>Made from a secret (RFC 7217).</summary>
    StablePrivacy = 0x800,
}
