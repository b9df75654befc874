using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using NetController.Benchmarks.Netlink;
using NetController.Netlink;

// ours FIGURE SAMPLES EACH, ours elements COUNT SAMPLES: runs an operation some times and prints the median in nanoseconds, and the bytes that one allocates.
var isElements = args[0] == "elements";
var samples = int.Parse(args[isElements ? 2 : 1], CultureInfo.InvariantCulture);
var each = isElements ? 1 : int.Parse(args[2], CultureInfo.InvariantCulture);
using var elements = isElements ? new ElementTransactions(int.Parse(args[1], CultureInfo.InvariantCulture)) : null;
using var route = RouteConnection.Open();
using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
var routesOfIpv4 = new RouteFilter { Family = AddressFamily.InterNetwork };
Action act = args[0] switch
{
    "elements" => elements!.Add,
    "ack" => Acknowledge,
    "link" => () => route.GetLink(new LinkIndex(1)),
    "links" => () => route.ListLinks(),
    "routes" => () => route.ListRoutes(routesOfIpv4),
    "visit-links" => VisitLinks,
    "visit-routes" => VisitRoutes,
    var other => throw new ArgumentException($"There is no figure \"{other}\"."),
};

// Long enough for the runtime to have compiled everything in its final form.
var warm = Stopwatch.StartNew();
while (warm.ElapsedMilliseconds < 1500)
{
    act();
    elements?.TakeAway();
}

var taken = new double[samples];
var allocated = 0L;
for (var i = 0; i < samples; i++)
{
    var bytes = GC.GetAllocatedBytesForCurrentThread();
    var began = Stopwatch.GetTimestamp();
    for (var j = 0; j < each; j++)
    {
        act();
    }

    taken[i] = Stopwatch.GetElapsedTime(began).TotalNanoseconds / each;
    allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / each;
    elements?.TakeAway();
}

Array.Sort(taken);
Console.WriteLine($"{taken[samples / 2]:F0} {allocated}");

void VisitLinks()
{
    var counter = default(Counter);
    route.VisitLinks(ref counter);
}

void VisitRoutes()
{
    var counter = default(Counter);
    route.VisitRoutes(ref counter, routesOfIpv4);
}

void Acknowledge()
{
    const ushort NoOperation = 1;
    using var request = socket.Begin(NoOperation, MessageFlags.None, "no operation");
    socket.Execute(request);
}
