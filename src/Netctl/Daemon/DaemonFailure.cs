using System.Net;
using System.Text.Json;
using NetController.Formats;

namespace NetController.Netctl.Daemon;

/// <summary>Turns what a daemon answers to a request that failed into the error that it stands for.</summary>
internal static class DaemonFailure
{
    /// <summary>The error of an answer.</summary>
    /// <param name="address">The daemon.</param>
    /// <param name="status">The status of its answer.</param>
    /// <param name="body">The body of its answer.</param>
    public static NetControllerException Of(DaemonAddress address, HttpStatusCode status, byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DaemonJsonContext.Default.FailureJson) is { } failure && !(status == HttpStatusCode.NotFound && failure.Kind is null)
                ? Of(failure, status)
                : Stranger(address, null);
        }
        catch (JsonException failure)
        {
            return Stranger(address, failure);
        }
    }

    /// <summary>The error that a failure tells of.</summary>
    public static NetControllerException Of(FailureJson failure) => Of(failure, HttpStatusCode.InternalServerError);

    /// <summary>Something listens and speaks, but not as a daemon does.</summary>
    public static ResourceUnavailableException Stranger(DaemonAddress address, Exception? cause) => new(
        $"what listens at {address} does not answer as a NetController daemon does", "name the socket of one, of the same version as netctl", cause);

    private static DaemonRefusalException Of(FailureJson failure, HttpStatusCode status) =>
        new(Enum.TryParse<ErrorKind>(failure.Kind, out var kind) ? kind : KindOf(status), failure.Problem ?? failure.Message, failure.Remedy ?? "")
        {
            NotUndone = [.. failure.NotUndone ?? []],
            Holders = [.. failure.Holders ?? []],
        };

    private static ErrorKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => ErrorKind.NotFound,
        HttpStatusCode.Conflict => ErrorKind.Conflict,
        HttpStatusCode.Forbidden => ErrorKind.Forbidden,
        HttpStatusCode.ServiceUnavailable => ErrorKind.Unavailable,
        >= HttpStatusCode.InternalServerError => ErrorKind.Internal,
        _ => ErrorKind.Invalid,
    };
}
