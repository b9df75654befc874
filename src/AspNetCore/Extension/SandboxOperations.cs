using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;
using NetController.AspNetCore.Extension.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary><c>/netctl/sandboxes</c>: what <c>netctl sandbox</c> does.</summary>
internal static class SandboxOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/netctl/sandboxes", "Lists the sandboxes.", static call =>
            call.AnswerAsync(SandboxMapping.Sandboxes(SandboxView.Of(call.Controller)), ApiJson.Context.SandboxJsonArray))
        {
            Answer = ApiJson.Context.SandboxJsonArray,
        },
        new("POST", "/netctl/sandboxes", "Creates a sandbox.", CreateAsync)
        {
            Status = StatusCodes.Status201Created, Body = ApiJson.Context.SandboxRequestJson, Answer = ApiJson.Context.CreatedJson,
        },
        new("GET", "/netctl/sandboxes/{id}", "Inspects a sandbox.", static call =>
            call.AnswerAsync(SandboxMapping.Sandbox(SandboxView.Of(Find(call))), ApiJson.Context.SandboxJson))
        {
            Answer = ApiJson.Context.SandboxJson,
        },
        new("DELETE", "/netctl/sandboxes/{id}", "Takes a sandbox off its networks and removes it.", DeleteAsync) { Status = StatusCodes.Status204NoContent },
        new("POST", "/netctl/sandboxes/{id}/rename", "Renames a sandbox.", RenameAsync)
        {
            Status = StatusCodes.Status204NoContent, Body = ApiJson.Context.SandboxRenameJson,
        },
        new("GET", "/netctl/sandboxes/{id}/files", "Gives the contents of its hosts file and resolver configuration.", FilesAsync)
        {
            Answer = ApiJson.Context.SandboxFilesJson,
        },
        new("GET", "/netctl/sandboxes/{id}/statistics", "Tells what went through each of its interfaces.", StatisticsAsync)
        {
            Answer = ApiJson.Context.InterfaceStatisticsJsonArray,
        },
    ];

    private static Sandbox Find(ApiCall call) => call.Controller.GetSandbox(call.Id);

    private static async ValueTask CreateAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.SandboxRequestJson).ConfigureAwait(false);
        var sandbox = await call.Controller.CreateSandboxAsync(RequestMapping.Sandbox(body), call.Aborted).ConfigureAwait(false);
        await call.AnswerAsync(
            new CreatedJson(sandbox.Id.ToString(), sandbox.Name), ApiJson.Context.CreatedJson, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private static async ValueTask DeleteAsync(ApiCall call)
    {
        await call.Controller.DeleteSandboxAsync(Find(call), call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static async ValueTask RenameAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.SandboxRenameJson).ConfigureAwait(false);
        await call.Controller.RenameSandboxAsync(Find(call), body.Name ?? "", call.Aborted).ConfigureAwait(false);
        await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private static ValueTask FilesAsync(ApiCall call)
    {
        var sandbox = Find(call);
        return call.AnswerAsync(new SandboxFilesJson(sandbox.RenderHostsFile(), sandbox.RenderResolverFile()), ApiJson.Context.SandboxFilesJson);
    }

    private static ValueTask StatisticsAsync(ApiCall call)
    {
        InterfaceStatisticsJson[] statistics =
        [
            .. Find(call).GetStatistics().Select(static counted => new InterfaceStatisticsJson(
                counted.Name,
                counted.ReceivedBytes,
                counted.ReceivedPackets,
                counted.ReceiveErrors,
                counted.ReceiveDropped,
                counted.SentBytes,
                counted.SentPackets,
                counted.SendErrors,
                counted.SendDropped)),
        ];
        return call.AnswerAsync(statistics, ApiJson.Context.InterfaceStatisticsJsonArray);
    }
}
