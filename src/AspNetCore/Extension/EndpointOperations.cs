using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary><c>/netctl/endpoints</c>: what <c>netctl endpoint</c> does, and <c>netctl network connect</c> with its ports.</summary>
internal static class EndpointOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/netctl/endpoints", "Lists the endpoints, those that are only reserved included.", static call =>
            call.AnswerAsync(SandboxMapping.Endpoints(EndpointView.Of(call.Controller)), ApiJson.Context.EndpointJsonArray))
        {
            Answer = ApiJson.Context.EndpointJsonArray,
        },
        new("POST", "/netctl/endpoints", "Connects a sandbox to a network, or reserves an endpoint where no sandbox is named.", CreateAsync)
        {
            Status = StatusCodes.Status201Created, Body = ApiJson.Context.EndpointRequestJson, Answer = ApiJson.Context.EndpointJson,
        },
        new("GET", "/netctl/endpoints/{id}", "Inspects an endpoint.", static call =>
            call.AnswerAsync(SandboxMapping.Endpoint(EndpointView.Of(Find(call))), ApiJson.Context.EndpointJson))
        {
            Answer = ApiJson.Context.EndpointJson,
        },
        new("DELETE", "/netctl/endpoints/{id}", "Deletes an endpoint that is only reserved.", DeleteAsync) { Status = StatusCodes.Status204NoContent },
        new("POST", "/netctl/endpoints/{id}/join", "Attaches a reserved endpoint to a sandbox.", JoinAsync)
        {
            Status = StatusCodes.Status204NoContent, Body = ApiJson.Context.EndpointJoinJson,
        },
        new("POST", "/netctl/endpoints/{id}/leave", "Takes an endpoint out of its sandbox.", LeaveAsync) { Status = StatusCodes.Status204NoContent },
    ];

    private static Endpoint Find(ApiCall call) => call.Controller.GetEndpoint(call.Id);

    private static async ValueTask CreateAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.EndpointRequestJson).ConfigureAwait(false);
        var spec = RequestMapping.Endpoint(body);
        var network = call.Controller.GetNetwork(body.Network ?? "");
        var endpoint = string.IsNullOrEmpty(body.Sandbox)
            ? await call.Controller.CreateEndpointAsync(network, spec, call.Aborted).ConfigureAwait(false)
            : await call.Controller.ConnectAsync(network, call.Controller.GetSandbox(body.Sandbox), spec, call.Aborted).ConfigureAwait(false);
        await call.AnswerAsync(
            SandboxMapping.Endpoint(EndpointView.Of(endpoint)), ApiJson.Context.EndpointJson, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private static async ValueTask DeleteAsync(ApiCall call)
    {
        await call.Controller.DeleteEndpointAsync(Find(call), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static async ValueTask JoinAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.EndpointJoinJson).ConfigureAwait(false);
        await call.Controller.JoinAsync(Find(call), call.Controller.GetSandbox(body.Sandbox ?? ""), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static async ValueTask LeaveAsync(ApiCall call)
    {
        await call.Controller.LeaveAsync(Find(call), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }
}
