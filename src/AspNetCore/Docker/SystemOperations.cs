using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;

namespace NetController.AspNetCore.Docker;

/// <summary><c>/_ping</c>, <c>/version</c> and <c>/info</c>: who answers here.</summary>
internal static class SystemOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/_ping", "Tells that the server answers, and the version it speaks by its headers.", PingAsync),
        new("HEAD", "/_ping", "Tells that the server answers, by its headers alone.", PingAsync),
        new("GET", "/version", "Tells the versions of the server and of the API.", VersionAsync) { Answer = ApiJson.Context.EngineVersionJson },
        new("GET", "/info", "Tells what the server is and holds.", InfoAsync) { Answer = ApiJson.Context.InfoJson },
    ];

    private static async ValueTask PingAsync(ApiCall call)
    {
        var response = call.Http.Response;
        response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        response.Headers.Pragma = "no-cache";
        response.Headers["Swarm"] = "inactive";
        response.ContentType = "text/plain; charset=utf-8";
        if (HttpMethods.IsHead(call.Http.Request.Method))
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentLength = 2;
        response.BodyWriter.Write("OK"u8);
        await response.BodyWriter.FlushAsync(call.Aborted).ConfigureAwait(false);
    }

    private static ValueTask VersionAsync(ApiCall call) => call.AnswerAsync(SystemMapping.Version(call.Options), ApiJson.Context.EngineVersionJson);

    private static ValueTask InfoAsync(ApiCall call) => call.AnswerAsync(SystemMapping.Info(call.Controller, call.Options), ApiJson.Context.InfoJson);
}
