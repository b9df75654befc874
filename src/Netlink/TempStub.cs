#pragma warning disable
namespace NetController.Netlink;
using System.Net; using System.Net.Sockets; using System.Collections.Immutable;
public readonly record struct LinkIndex(int Value);
public record Link(string Name);
public record LinkAddress(LinkIndex Link, IPAddress Address, int PrefixLength);
public enum RouteType { Unicast }
public record Route(IPNetwork Destination, IPAddress? Gateway, LinkIndex? Link, RouteType Type);
public record AddressFilter { public AddressFamily Family {get;init;} }
public record RouteFilter { public AddressFamily Family {get;init;} }
public class SysctlPath(string p);
public class SysctlException : IOException;
public class NetworkNamespace : IDisposable { public static NetworkNamespace OpenCurrent()=>null!; public static NetworkNamespace Open(string p)=>null!; public string? ReadSysctl(SysctlPath p)=>null; public void WriteSysctl(SysctlPath p,string v){} public void Dispose(){} }
public class RouteConnection : IDisposable { public static RouteConnection Open(NetworkNamespace n)=>null!; public ImmutableArray<LinkAddress> ListAddresses(AddressFilter f)=>default; public ImmutableArray<Route> ListRoutes(RouteFilter f)=>default; public Link? FindLink(LinkIndex i)=>null; public void Dispose(){} }
