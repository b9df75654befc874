using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NetController.AspNetCore.Calls;

/// <summary>An answer that goes on while things happen: one JSON object a line, each sent at once.</summary>
/// <remarks>It ends when the client goes away, when its time is up, and when the server stops: none of them is an error.</remarks>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly ApiCall _call;
    private readonly CancellationTokenSource _end;

    private EventStream(ApiCall call, CancellationTokenSource end) => (_call, _end) = (call, end);

    /// <summary>Sends the headers.</summary>
    /// <param name="call">The request.</param>
    /// <param name="rest">How long it lasts; null for as long as the client stays, nothing or less for what has happened already.</param>
    public static async ValueTask<EventStream> OpenAsync(ApiCall call, TimeSpan? rest)
    {
        // Asked for now: a controller that is not there is an error, and no empty stream.
        _ = call.Controller;
        var stopping = call.Http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping);
        if (rest is { } left)
        {
            end.CancelAfter(left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Min(left.TotalMilliseconds, int.MaxValue)) : TimeSpan.Zero);
        }

        try
        {
            call.Http.Response.ContentType = ApiCall.JsonContent;
            call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await call.Http.Response.StartAsync(call.Aborted).ConfigureAwait(false);
            await call.Http.Response.BodyWriter.FlushAsync(call.Aborted).ConfigureAwait(false);
            return new EventStream(call, end);
        }
        catch
        {
            // The client went meanwhile: what is linked to the server's stop would stay there until then.
            end.Dispose();
            throw;
        }
    }

    /// <summary>The events that are kept since a moment, and then those that happen, until the end.</summary>
    public async IAsyncEnumerable<ControllerEvent> ReadAsync(NetworkController controller, DateTimeOffset? since)
    {
        // The place is taken before the past is read, so that between the two nothing is missed or told twice.
        var now = controller.EventCursor;
        if (since is { } from)
        {
            foreach (var happened in controller.RecentEvents.Where(happened => happened.Time >= from && happened.Cursor.Sequence <= now.Sequence))
            {
                yield return happened;
            }
        }

        await foreach (var happened in WatchAsync(controller, now).ConfigureAwait(false))
        {
            yield return happened;
        }
    }

    /// <summary>The events after a place, until the end.</summary>
    public async IAsyncEnumerable<ControllerEvent> WatchAsync(NetworkController controller, EventCursor after)
    {
        var events = controller.WatchEventsAsync(after, _end.Token).GetAsyncEnumerator(_end.Token);
        await using (events.ConfigureAwait(false))
        {
            while (await MoveNextAsync(events).ConfigureAwait(false))
            {
                yield return events.Current;
            }
        }
    }

    /// <summary>Sends an object; waits for a client that is slow.</summary>
    public async ValueTask WriteAsync<T>(T value, JsonTypeInfo<T> type)
    {
        var body = _call.Http.Response.BodyWriter;
        body.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
        body.Write("\n"u8);
        await body.FlushAsync(_call.Aborted).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _end.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ControllerEvent> events)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return false;
        }
    }
}
