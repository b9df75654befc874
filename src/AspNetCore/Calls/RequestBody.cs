using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NetController.AspNetCore.Calls;

/// <summary>Reads the bodies of requests.</summary>
internal static class RequestBody
{
    /// <summary>Reads an object; an empty body is an empty object.</summary>
    /// <exception cref="ApiException">It is of another kind, too large or no JSON of that shape.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, int limit, JsonTypeInfo<T> type)
        where T : class, new()
    {
        ThrowIfNotJson(context.Request);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        var body = await ReadAsync(context, limit).ConfigureAwait(false);
        try
        {
            return body.Length == 0 ? new T() : JsonSerializer.Deserialize(body, type) ?? new T();
        }
        catch (JsonException failure)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"invalid JSON: {Problem(failure)}", failure);
        }
    }

    /// <summary>Of a value of the wrong type the reader names types of ours, which are none of the client's business.</summary>
    private static string Problem(JsonException failure) => failure.Message.Contains("could not be converted", StringComparison.Ordinal)
        ? $"the value at {failure.Path} is of another type"
        : failure.Message;

    private static void ThrowIfNotJson(HttpRequest request)
    {
        var given = request.ContentType;
        if (string.IsNullOrEmpty(given))
        {
            if (request.ContentLength is not (null or 0) || request.Headers.TransferEncoding.Count > 0)
            {
                throw new ApiException(StatusCodes.Status400BadRequest, "malformed Content-Type header (): mime: no media type");
            }

            return;
        }

        if (!TryParse(given, out var kind))
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"malformed Content-Type header ({given})");
        }

        if (!string.Equals(kind.MediaType, ApiCall.JsonContent, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"unsupported Content-Type header ({given}): must be 'application/json'");
        }
    }

    private static bool TryParse(string text, out ContentType kind)
    {
        try
        {
            kind = new ContentType(text);
            return true;
        }
        catch (FormatException)
        {
            kind = new ContentType();
            return false;
        }
    }

    /// <summary>Reads the whole body, but never more than the limit, whatever its headers say of it.</summary>
    private static async ValueTask<byte[]> ReadAsync(HttpContext context, int limit)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                throw new ApiException(StatusCodes.Status413PayloadTooLarge, $"the request body is larger than {limit} bytes");
            }

            if (result.IsCompleted)
            {
                var body = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return body;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
