using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary>Tells the controller's events in Docker's words; what Docker has no words for is told below <c>/netctl/</c> alone.</summary>
internal static class EventMapping
{
    private const string NetworkType = "network";
    private const string ContainerType = "container";

    /// <summary>The event; null where Docker has no words for it.</summary>
    public static EventMessageJson? Message(ControllerEvent happened) => happened.Kind switch
    {
        ControllerEventKind.NetworkCreated => OfNetwork(happened, "create"),
        ControllerEventKind.NetworkDeleted => OfNetwork(happened, "destroy"),
        ControllerEventKind.NetworksPruned => OfPrune(happened),
        ControllerEventKind.EndpointConnected => OfNetwork(happened, "connect"),
        ControllerEventKind.EndpointDisconnected => OfNetwork(happened, "disconnect"),
        ControllerEventKind.SandboxCreated => OfSandbox(happened, "create"),
        ControllerEventKind.SandboxDeleted => OfSandbox(happened, "destroy"),
        ControllerEventKind.SandboxRenamed => OfSandbox(happened, "rename"),
        _ => null,
    };

    private static EventMessageJson? OfNetwork(ControllerEvent happened, string action)
    {
        if (happened.Network is not { } network)
        {
            return null;
        }

        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["name"] = network.Name, ["type"] = network.Driver };
        if (happened.Sandbox is { } sandbox)
        {
            attributes["container"] = sandbox.Id.ToString();
        }

        return Message(happened, NetworkType, action, new EventActorJson(network.Id.ToString(), attributes));
    }

    /// <summary>A prune is nobody's event, and no space comes free by one of networks.</summary>
    private static EventMessageJson OfPrune(ControllerEvent happened) =>
        Message(happened, NetworkType, "prune", new EventActorJson(ID: "", new Dictionary<string, string> { ["reclaimed"] = "0" }));

    private static EventMessageJson? OfSandbox(ControllerEvent happened, string action)
    {
        if (happened.Sandbox is not { } sandbox)
        {
            return null;
        }

        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["name"] = sandbox.Name };
        if (happened.PreviousName is { } previous)
        {
            attributes["oldName"] = $"/{previous}";
        }

        var actor = new EventActorJson(sandbox.Id.ToString(), attributes);
        return Message(happened, ContainerType, action, actor) with { Status = action, Id = actor.ID };
    }

    private static EventMessageJson Message(ControllerEvent happened, string type, string action, EventActorJson actor)
    {
        var ticks = (happened.Time - DateTimeOffset.UnixEpoch).Ticks;
        return new EventMessageJson(
            Status: null, Id: null, type, action, actor, NetworkView.Scope, ticks / TimeSpan.TicksPerSecond, ticks * TimeSpan.NanosecondsPerTick);
    }
}
