using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.Formats;

namespace NetController.AspNetCore.Calls;

/// <summary>Runs an operation for a request: its headers, its version, and its error where it fails.</summary>
/// <param name="options">How the API answers.</param>
internal sealed class ApiDispatcher(NetworkControllerApiOptions options)
{
    private readonly string _server = $"{options.ProductName}/{options.ProductVersion} (linux)";

    /// <summary>What a route of an operation does.</summary>
    public RequestDelegate For(ApiOperation operation) => context => RunAsync(context, operation);

    /// <summary>What a path below a version does that is no operation, or not of that method.</summary>
    public async Task NotFoundAsync(HttpContext context)
    {
        AddHeaders(context.Response);
        await ApiErrors.AnswerAsync(context, StatusCodes.Status404NotFound, "page not found").ConfigureAwait(false);
    }

    private async Task RunAsync(HttpContext context, ApiOperation operation)
    {
        AddHeaders(context.Response);
        try
        {
            var version = ApiVersion.Of(context.Request.RouteValues[VersionConstraint.Key] as string);
            await operation.Run(new ApiCall(context, options, version)).ConfigureAwait(false);
        }
        catch (Exception ending) when (ending is OperationCanceledException or ConnectionResetException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told; what the operation had begun is undone already. Where it could not be, that is another failure.
        }
        catch (Exception failure)
        {
            await AnswerAsync(context, operation, failure).ConfigureAwait(false);
        }
    }

    private static async ValueTask AnswerAsync(HttpContext context, ApiOperation operation, Exception failure)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(ApiLog.Category);
        var (status, message) = ApiErrors.Of(failure, operation.IsDockers);
        if (ApiErrors.IsOurs(status))
        {
            ApiLog.Failed(logger, operation.Method, operation.Path, failure);
        }
        else
        {
            ApiLog.Refused(logger, operation.Method, operation.Path, status, message);
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        if (operation.IsDockers)
        {
            await ApiErrors.AnswerAsync(context, status, message).ConfigureAwait(false);
        }
        else
        {
            await ApiErrors.AnswerAsync(context, status, FailureMapping.Failure(failure, message)).ConfigureAwait(false);
        }
    }

    private void AddHeaders(HttpResponse response)
    {
        response.Headers.Server = _server;
        response.Headers["Api-Version"] = ApiVersion.Current.ToString();
        response.Headers["Docker-Experimental"] = "false";
        response.Headers["Ostype"] = "linux";
    }
}
