using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct nfgenmsg, linux/netfilter/nfnetlink.h: the fixed part of every netfilter message; <c>res_id</c> is in network byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct nfgenmsg
{
    internal byte nfgen_family;
    internal byte version;
    internal ushort res_id;
}
