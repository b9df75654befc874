using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NetController.Formats;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Daemon;

/// <summary>The way by a daemon that has the state open.</summary>
/// <param name="client">Asks it; disposed with this.</param>
internal sealed class DaemonSession(DaemonClient client) : INetctlSession
{
    private static DaemonJsonContext Json => DaemonJsonContext.Default;

    public async ValueTask<StateView> ReadAsync(CancellationToken cancellationToken) => client.Convert(
        await client.GetAsync("/netctl/state", Json.StateJson, cancellationToken).ConfigureAwait(false), StateReading.Read);

    public ValueTask<IOperations> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IOperations>(new DaemonOperations(client, this));

    /// <summary>Tells what the daemon's own start did; another start it cannot have.</summary>
    public ValueTask<InitJson> InitializeAsync(NetworkControllerOptions? options, CancellationToken cancellationToken) => options is null
        ? client.GetAsync("/netctl/report", Json.InitJson, cancellationToken)
        : throw new InvalidRequestException(
            "`netctl init` with options",
            "a daemon has the state open, and its start is over",
            "give the daemon these options and restart it; without options `netctl init` tells what its start did");

    public ValueTask<PortAnswerJson> ExplainPortAsync(PortQuestion question, CancellationToken cancellationToken)
    {
        var port = question.Port.ToString(CultureInfo.InvariantCulture);
        var path = question.Protocol is { } protocol ? $"/netctl/ports/{port}-{protocol.ToText()}" : $"/netctl/ports/{port}";
        return client.GetAsync(path, Json.PortAnswerJson, cancellationToken);
    }

    public async IAsyncEnumerable<EventJson> WatchAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await client.OpenAsync($"/netctl/events?recent=true&follow={(follow ? "true" : "false")}", cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8);
        while (await ReadLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return client.Read(Encoding.UTF8.GetBytes(line), Json.EventJson);
        }

        if (follow && !cancellationToken.IsCancellationRequested)
        {
            throw new ResourceUnavailableException("the daemon has stopped", "start it again to see what happens in it");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (client.Explain(failure, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }
}
