using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NetController.Netctl.Daemon;

/// <summary>Asks a daemon over its socket. Whatever goes wrong is told as an error that names the socket.</summary>
internal sealed class DaemonClient : IDisposable
{
    private const string JsonContent = "application/json";

    // Long enough for a repair of everything; a daemon that is silent for longer is stuck.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DaemonAddress _address;
    private readonly HttpClient _http;
    private Socket? _first;

    /// <summary>Makes a client.</summary>
    /// <param name="address">Where the daemon listens.</param>
    /// <param name="first">The first connection; further ones are made when they are needed.</param>
    public DaemonClient(DaemonAddress address, Socket first)
    {
        (_address, _first) = (address, first);
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = Connect, UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            // The name is never looked up: every connection goes to the socket.
            BaseAddress = new Uri("http://netctl"),
            Timeout = Patience,
        };
    }

    /// <summary>Asks for an object.</summary>
    public async ValueTask<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Read(await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false), type);

    /// <summary>Has something done that gives an object.</summary>
    public async ValueTask<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Read(await SendAsync(method, path, body, cancellationToken).ConfigureAwait(false), type);

    /// <summary>Has something done, and gives the body of the answer.</summary>
    /// <exception cref="NetControllerException">The daemon refused it, is gone, or is none.</exception>
    public async ValueTask<byte[]> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(method, path, body);
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? answer : throw DaemonFailure.Of(_address, response.StatusCode, answer);
        }
        catch (Exception failure) when (Explain(failure, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Asks for lines that come as things happen, and gives a reader of them.</summary>
    /// <exception cref="NetControllerException">The daemon refused it, is gone, or is none.</exception>
    public async ValueTask<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(HttpMethod.Get, path, null);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw DaemonFailure.Of(
                    _address, response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception failure) when (Explain(failure, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ResourceUnavailableException">It is none of a daemon's.</exception>
    public T Read<T>(ReadOnlySpan<byte> answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw DaemonFailure.Stranger(_address, null);
        }
        catch (JsonException failure)
        {
            throw DaemonFailure.Stranger(_address, failure);
        }
    }

    /// <summary>Turns what a daemon sent into something else.</summary>
    /// <exception cref="ResourceUnavailableException">A text in it is not of its form.</exception>
    public TResult Convert<TAnswer, TResult>(TAnswer answer, Func<TAnswer, TResult> convert)
    {
        try
        {
            return convert(answer);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw DaemonFailure.Stranger(_address, failure);
        }
    }

    /// <summary>The error that stands for a failure of the connection; null for what is none.</summary>
    public NetControllerException? Explain(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        NetControllerException => null,
        HttpRequestException { InnerException: NetControllerException known } => known,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => DaemonFailure.Stranger(_address, failure),
        HttpRequestException or IOException => new ResourceUnavailableException(
            $"the daemon at {_address} has ended the connection before its answer was whole", "see whether it runs still, and what was done, before you run it again", failure),
        OperationCanceledException when !cancellationToken.IsCancellationRequested => new ResourceUnavailableException(
            $"the daemon at {_address} has not answered for {Patience.TotalMinutes} minutes", "see what keeps it", failure),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _first?.Dispose();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(JsonContent) } };
        }

        return request;
    }

    private ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = Interlocked.Exchange(ref _first, null) ?? DaemonSocket.Connect(_address);
        return ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true));
    }
}
