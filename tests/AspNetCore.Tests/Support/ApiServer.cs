using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.Controller.Tests;

namespace NetController.AspNetCore.Tests.Support;

/// <summary>The API on a Unix socket, as a daemon serves it, over a controller on a fake machine; and a client of it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private ApiServer(WebApplication app, string folder, Testbed bed, NetworkController controller, LogRecorder log)
    {
        (_app, _folder, Bed, Controller, Log) = (app, folder, bed, controller, log);
        Client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, token) => new NetworkStream(await ConnectAsync(token), ownsSocket: true) })
        {
            BaseAddress = new Uri("http://docker"),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public Testbed Bed { get; }

    public NetworkController Controller { get; }

    public HttpClient Client { get; }

    public LogRecorder Log { get; }

    private string SocketPath => Path.Combine(_folder, "api.sock");

    public static async Task<ApiServer> StartAsync(NetworkControllerApiOptions? options = null)
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("ncapi-").FullName;
        var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(controller);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path.Combine(folder, "api.sock")));
        var app = builder.Build();
        app.MapNetworkControllerApi(options);
        await app.StartAsync();
        return new ApiServer(app, folder, bed, controller, log);
    }

    /// <summary>A connection without a client on it.</summary>
    public async Task<Socket> ConnectAsync(CancellationToken token = default)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), token);
        return socket;
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiAnswer> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

    public Task<ApiAnswer> PostTextAsync(string path, string body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType.Length > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return SendAsync(HttpMethod.Post, path, content);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await Client.SendAsync(request);
        return new ApiAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.Single() : "",
            response.Headers.ToDictionary(static pair => pair.Key, static pair => string.Join(", ", pair.Value)));
    }

    /// <summary>The names of the networks that a path lists.</summary>
    public async Task<string[]> NamesAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        return [.. answer.Json.EnumerateArray().Select(static network => network.GetProperty("Name").GetString()!)];
    }

    /// <summary>Stops as a daemon does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Controller.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record ApiAnswer(int Status, string Body, string ContentType, Dictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The message of an error, which has Docker's form.</summary>
    public string Message
    {
        get
        {
            Assert.That(ContentType, Is.EqualTo("application/json"), "Docker's client reads errors of exactly this kind");
            Assert.That(Json.EnumerateObject().Select(static property => property.Name), Is.EqualTo(new[] { "message" }));
            return Json.GetProperty("message").GetString()!;
        }
    }

    /// <summary>The message of an error below <c>/netctl/</c>, which has its parts beside.</summary>
    public string OwnMessage
    {
        get
        {
            Assert.That(ContentType, Is.EqualTo("application/json"));
            Assert.That(Json.EnumerateObject().First().Name, Is.EqualTo("message"));
            return Json.GetProperty("message").GetString()!;
        }
    }
}
