using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.Formats;

namespace NetController.AspNetCore.Calls;

/// <summary>One request, with what answering it needs.</summary>
/// <param name="context">The request and its response.</param>
/// <param name="options">How the API answers.</param>
/// <param name="version">The version that the client speaks.</param>
internal sealed class ApiCall(HttpContext context, NetworkControllerApiOptions options, ApiVersion version)
{
    /// <summary>The kind of content that answers have. Docker's client reads errors only where nothing follows the word.</summary>
    public const string JsonContent = "application/json";

    private readonly NetworkControllerApiOptions _options = options;

    /// <summary>The request and its response.</summary>
    public HttpContext Http => context;

    /// <summary>How the API answers.</summary>
    public NetworkControllerApiOptions Options => _options;

    /// <summary>The version that the client speaks.</summary>
    public ApiVersion Version => version;

    /// <summary>Cancelled when the client goes away.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The controller.</summary>
    public NetworkController Controller => field ??= _options.Controller(context.RequestServices)
        ?? throw new ApiException(StatusCodes.Status503ServiceUnavailable, "the network controller has not started yet");

    /// <summary>What the call logs to.</summary>
    public ILogger Logger => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(ApiLog.Category);

    /// <summary>What the path names.</summary>
    public string Id => (string)context.Request.RouteValues["id"]!;

    /// <summary>The first value of a key of the query; null where it is missing or empty.</summary>
    public string? Query(string key) =>
        context.Request.Query.TryGetValue(key, out var values) && values.Count > 0 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    /// <summary>A boolean of the query; false where it is missing.</summary>
    /// <exception cref="ApiException">It is no boolean.</exception>
    public bool Flag(string key)
    {
        try
        {
            return Query(key) is { } text && BooleanText.Parse(text);
        }
        catch (FormatException failure)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"invalid value for {key}: {failure.Message}", failure);
        }
    }

    /// <summary>The filters of the query.</summary>
    /// <exception cref="FormatException">They are not of Docker's form.</exception>
    public FilterArguments Filters() => FilterArguments.Parse(Query("filters"));

    /// <summary>Reads the body, as Docker does: JSON, or nothing at all for an empty object.</summary>
    /// <exception cref="ApiException">It is of another kind, too large or no JSON of that shape.</exception>
    public ValueTask<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class, new() => RequestBody.ReadAsync(context, _options.MaxRequestBytes, type);

    /// <summary>Answers with JSON.</summary>
    public ValueTask AnswerAsync<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        WriteAsync(context.Response, JsonSerializer.SerializeToUtf8Bytes(value, type), status, Aborted);

    /// <summary>Answers without a body.</summary>
    public ValueTask EndAsync(int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = 0;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Answers with JSON that is written already.</summary>
    public static async ValueTask WriteAsync(HttpResponse response, byte[] json, int status, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = JsonContent;
        response.ContentLength = json.Length + 1;
        response.BodyWriter.Write(json);
        response.BodyWriter.Write("\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
