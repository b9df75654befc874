using NetController.Netlink;

namespace NetController.Drivers.Bridge;

/// <summary>Something to do over a connection, by a thread of its own.</summary>
/// <param name="Run">Does it.</param>
/// <param name="Fail">Is told why it could not be done, or not to the end.</param>
internal sealed record LinkJob(Action<RouteConnection> Run, Action<NetControllerException> Fail);
