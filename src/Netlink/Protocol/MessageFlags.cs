namespace NetController.Netlink;

/// <summary>Flags of a netlink message header (<c>NLM_F_*</c>, linux/netlink.h, netlink(7)). The upper byte means one thing in a get and another in a create.</summary>
[Flags]
public enum MessageFlags : ushort
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>A request to the kernel (<c>NLM_F_REQUEST</c>); the socket sets it itself.</summary>
    Request = 0x01,

    /// <summary>Part of a reply of several messages, ended by a done message (<c>NLM_F_MULTI</c>).</summary>
    Multi = 0x02,

    /// <summary>Acknowledge even success (<c>NLM_F_ACK</c>); the socket sets it itself.</summary>
    Acknowledge = 0x04,

    /// <summary>Send the notification of this change to its author too (<c>NLM_F_ECHO</c>).</summary>
    Echo = 0x08,

    /// <summary>The table changed while it was dumped (<c>NLM_F_DUMP_INTR</c>).</summary>
    DumpInterrupted = 0x10,

    /// <summary>The kernel applied the filter asked for (<c>NLM_F_DUMP_FILTERED</c>).</summary>
    DumpFiltered = 0x20,

    /// <summary>In a get: everything (<c>NLM_F_DUMP</c>); the socket sets it itself.</summary>
    Dump = 0x300,

    /// <summary>In a create: replace what exists (<c>NLM_F_REPLACE</c>).</summary>
    Replace = 0x100,

    /// <summary>In a create: fail with <see cref="Errno.EEXIST"/> when it exists (<c>NLM_F_EXCL</c>).</summary>
    Exclusive = 0x200,

    /// <summary>In a create: make it when it does not exist (<c>NLM_F_CREATE</c>).</summary>
    Create = 0x400,

    /// <summary>In a create: add at the end of the list (<c>NLM_F_APPEND</c>).</summary>
    Append = 0x800,
}
