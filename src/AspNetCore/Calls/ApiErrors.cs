using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Calls;

/// <summary>Which status and message an error is answered with.</summary>
internal static class ApiErrors
{
    private const string Unforeseen = "the request failed for an unforeseen reason; the server's log says more";

    /// <summary>Whether an error is the server's own and not the request's.</summary>
    public static bool IsOurs(int status) => status >= StatusCodes.Status500InternalServerError;

    /// <summary>The answer to an error.</summary>
    /// <param name="failure">The error.</param>
    /// <param name="isDockers">Whether the request is one of Docker's.</param>
    public static (int Status, string Message) Of(Exception failure, bool isDockers) => failure switch
    {
        ApiException known => (known.Status, known.Message),
        NetControllerException known => (StatusOf(known, isDockers), known.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        FormatException malformed => (StatusCodes.Status400BadRequest, malformed.Message),
        ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, "the network controller is shutting down"),
        _ => (StatusCodes.Status500InternalServerError, Unforeseen),
    };

    /// <summary>Answers with an error in Docker's form.</summary>
    public static ValueTask AnswerAsync(HttpContext context, int status, string message) => ApiCall.WriteAsync(
        context.Response, JsonSerializer.SerializeToUtf8Bytes(new ErrorJson(message), ApiJson.Context.ErrorJson), status, context.RequestAborted);

    /// <summary>Answers with an error and its parts, so that <c>netctl</c> can tell it as its own.</summary>
    public static ValueTask AnswerAsync(HttpContext context, int status, FailureJson failure) => ApiCall.WriteAsync(
        context.Response, JsonSerializer.SerializeToUtf8Bytes(failure, ApiJson.Context.FailureJson), status, context.RequestAborted);

    /// <summary>Docker forbids what collides with something that exists, save where that is a name or a port.</summary>
    private static int StatusOf(NetControllerException failure, bool isDockers) => failure.Kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict when isDockers && failure is not (NameInUseException or PortInUseException) => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict or ErrorKind.Exhausted => StatusCodes.Status409Conflict,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
