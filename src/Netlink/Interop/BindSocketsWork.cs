using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Opens sockets and binds them, up to the first that fails.</summary>
internal sealed unsafe class BindSocketsWork : NamespaceWork
{
    private readonly Wanted[] _wanted;
    private readonly int[] _descriptors;
    private readonly int _cloexec = SOCK_CLOEXEC;
    private readonly int _ipv6 = IpFamily.IPv6;
    private readonly int _socketLevel = SOL_SOCKET;
    private readonly int _reuseAddress = SO_REUSEADDR;
    private readonly int _ipv6Level = IPPROTO_IPV6;
    private readonly int _ipv6Only = IPV6_V6ONLY;

    internal BindSocketsWork(ReadOnlySpan<SocketBinding> sockets)
    {
        _wanted = new Wanted[sockets.Length];
        _descriptors = new int[sockets.Length];
        Array.Fill(_descriptors, -1);
        for (var i = 0; i < sockets.Length; i++)
        {
            _wanted[i] = new Wanted(sockets[i]);
        }
    }

    internal Errno Error { get; private set; }

    /// <summary>The socket that failed, or the number of sockets.</summary>
    internal int Bound { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        for (Bound = 0; Bound < _wanted.Length; Bound++)
        {
            fixed (Wanted* wanted = &_wanted[Bound])
            {
                if (!Bind(wanted))
                {
                    Error = (Errno)Marshal.GetLastPInvokeError();
                    return;
                }
            }
        }
    }

    /// <summary>Hands the sockets over.</summary>
    internal ImmutableArray<BoundSocket> TakeSockets()
    {
        var taken = new BoundSocket[_descriptors.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = new BoundSocket(_descriptors[i]);
            _descriptors[i] = -1;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    /// <summary>Closes what was not handed over.</summary>
    internal void CloseRest()
    {
        foreach (var descriptor in _descriptors.AsSpan())
        {
            if (descriptor >= 0)
            {
                _ = close(descriptor);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Bind(Wanted* wanted)
    {
        var on = 1;
        var descriptor = socket(wanted->Family, wanted->Type | _cloexec, wanted->Protocol);
        _descriptors[Bound] = descriptor;
        return descriptor >= 0
            && (wanted->Family != _ipv6 || setsockopt(descriptor, _ipv6Level, _ipv6Only, &on, sizeof(int)) == 0)
            && (!wanted->TakesNothing || DropProgram.TryAttach(descriptor, wanted->Filter))
            && (!wanted->ReusesAddress || setsockopt(descriptor, _socketLevel, _reuseAddress, &on, sizeof(int)) == 0)
            && bind(descriptor, (sockaddr*)wanted->Address, wanted->AddressLength) == 0
            && (wanted->Backlog < 0 || listen(descriptor, wanted->Backlog) == 0);
    }

    /// <summary>A socket as the kernel takes it.</summary>
    private struct Wanted
    {
        // struct sockaddr_in, struct sockaddr_in6; ip(7), ipv6(7).
        private const int IPv4Length = 16;
        private const int IPv6Length = 28;

        internal readonly int Family;
        internal readonly int Type;
        internal readonly int Protocol;
        internal readonly int Backlog;
        internal readonly int Filter;
        internal readonly bool TakesNothing;
        internal readonly bool ReusesAddress;
        internal readonly int AddressLength;
        internal fixed byte Address[IPv6Length];

        internal Wanted(in SocketBinding socket)
        {
            Family = IpFamily.Of(socket.Address);
            Type = (int)socket.Type;
            Protocol = (int)socket.Protocol;
            Backlog = socket.Backlog ?? -1;
            TakesNothing = socket.Filter is not null;
            Filter = socket.Filter?.Program ?? DropProgram.None;
            ReusesAddress = socket.ReusesAddress;
            AddressLength = Family == IpFamily.IPv6 ? IPv6Length : IPv4Length;
            var address = MemoryMarshal.CreateSpan(ref Address[0], IPv6Length);
            MemoryMarshal.Write(address, (ushort)Family);
            BinaryPrimitives.WriteUInt16BigEndian(address[2..], socket.Port);
            if (Family == IpFamily.IPv6)
            {
                socket.Address.TryWriteBytes(address[8..], out _);
                MemoryMarshal.Write(address[24..], (uint)socket.Address.ScopeId);
            }
            else
            {
                socket.Address.TryWriteBytes(address[4..], out _);
            }
        }
    }
}
