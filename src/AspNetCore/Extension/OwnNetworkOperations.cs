using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary><c>/netctl/networks</c>: what <c>netctl network</c> does, with netctl's own answers to what fails rather than Docker's.</summary>
internal static class OwnNetworkOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("POST", "/netctl/networks", "Creates a network from what `netctl network create` takes.", CreateAsync)
        {
            Status = StatusCodes.Status201Created, Body = ApiJson.Context.NetworkRequestJson, Answer = ApiJson.Context.CreatedJson,
        },
        new("DELETE", "/netctl/networks/{id}", "Deletes a network that has no endpoints.", DeleteAsync) { Status = StatusCodes.Status204NoContent },
        new("POST", "/netctl/networks/prune", "Deletes the networks that users made and nothing uses, and tells what kept the others.", PruneAsync)
        {
            Answer = ApiJson.Context.PrunedJson,
        },
        new("POST", "/netctl/networks/{id}/disconnect", "Takes a sandbox off a network.", DisconnectAsync)
        {
            Status = StatusCodes.Status204NoContent, Body = ApiJson.Context.NetworkLeaveJson,
        },
    ];

    private static async ValueTask CreateAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkRequestJson).ConfigureAwait(false);
        var spec = RequestMapping.Network(body).ToSpec(call.Controller.Drivers);
        var network = await call.Controller.CreateNetworkAsync(spec, call.Aborted).ConfigureAwait(false);
        await call.AnswerAsync(
            new CreatedJson(network.Id.ToString(), network.Name), ApiJson.Context.CreatedJson, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private static async ValueTask DeleteAsync(ApiCall call)
    {
        await call.Controller.DeleteNetworkAsync(call.Controller.GetNetwork(call.Id), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static async ValueTask DisconnectAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkLeaveJson).ConfigureAwait(false);
        await call.Controller.DisconnectAsync(
            call.Controller.GetNetwork(call.Id), call.Controller.GetSandbox(body.Sandbox ?? ""), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static async ValueTask PruneAsync(ApiCall call)
    {
        var (removed, failure) = await Pruning.RunAsync(call.Controller, call.Aborted).ConfigureAwait(false);
        var told = failure is null ? null : FailureMapping.Failure(failure, failure.Message);
        await call.AnswerAsync(new PrunedJson(removed, told), ApiJson.Context.PrunedJson).ConfigureAwait(false);
    }
}
