namespace NetController.Netlink.Wire;

/// <summary>Route netlink message types, linux/rtnetlink.h.</summary>
internal enum RTM : ushort
{
    NEWLINK = 16,
    DELLINK = 17,
    GETLINK = 18,
    SETLINK = 19,
    NEWADDR = 20,
    DELADDR = 21,
    GETADDR = 22,
    NEWROUTE = 24,
    DELROUTE = 25,
    GETROUTE = 26,
    NEWLINKPROP = 108,
    DELLINKPROP = 109,
}
