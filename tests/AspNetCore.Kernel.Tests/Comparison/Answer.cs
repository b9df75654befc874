using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>What a daemon answered: status, kind, and each value of its JSON by its place; what cannot be the same is told by its kind alone.</summary>
/// <param name="Parts">The value at each place.</param>
internal sealed partial record Answer(SortedDictionary<string, string> Parts)
{
    /// <summary>Asks.</summary>
    public static async Task<Answer> AskAsync(string socketPath, Question question)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = new HttpRequestMessage(new HttpMethod(question.Method), $"http://docker{await PathAsync(client, question.Path)}");
        if (question.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(question.Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", question.ContentType);
        }

        using var response = await client.SendAsync(request);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["status"] = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
            ["content type"] = response.Content.Headers.ContentType?.ToString() ?? "none",
        };
        Read(await response.Content.ReadAsStringAsync(), parts);
        return new Answer(question.FieldsOnly ? OnlyFields(parts) : parts);
    }

    /// <summary>What a program printed as JSON.</summary>
    public static Answer Of(string json)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Flatten("", JsonDocument.Parse(json).RootElement, parts);
        return new Answer(parts);
    }

    /// <summary>What differs from what another daemon answered, one line each; what differs of every network is told once, in the document's words.</summary>
    public IEnumerable<string> DifferencesFrom(Answer dockerd) => Parts.Keys.Union(dockerd.Parts.Keys).Order(StringComparer.Ordinal)
        .Select(place => (Place: place, Own: Parts.GetValueOrDefault(place), Other: dockerd.Parts.GetValueOrDefault(place)))
        .Where(static pair => pair.Own != pair.Other && !Everywhere().IsMatch(pair.Place))
        .Select(static pair => $"{pair.Place}: {pair.Own ?? "(missing)"} | {pair.Other ?? "(missing)"}");

    private static SortedDictionary<string, string> OnlyFields(SortedDictionary<string, string> parts) => new(
        parts.Keys.Select(static place => place.Split('.', '[')[0]).Distinct().ToDictionary(static field => field, static _ => "present"), StringComparer.Ordinal);

    private static async Task<string> PathAsync(HttpClient client, string path)
    {
        path = path.Replace("{now}", DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (Reference().Match(path) is { Success: true } match)
        {
            var network = JsonDocument.Parse(await client.GetStringAsync($"http://docker/networks/{match.Groups[1].Value}")).RootElement;
            path = path.Replace(match.Value, network.GetProperty("Id").GetString()![..12], StringComparison.Ordinal);
        }

        return path;
    }

    private static void Read(string body, SortedDictionary<string, string> parts)
    {
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var number = 0;
        var times = 1;
        SortedDictionary<string, string> before = [];
        foreach (var text in lines)
        {
            var line = ReadLine(text);
            if (line.SequenceEqual(before))
            {
                // The same again, but for its time and ids, is counted only, so that what follows still stands beside its like.
                parts[$"line {number} told"] = $"{++times} times";
                continue;
            }

            (before, times) = (line, 1);
            number++;
            foreach (var (place, value) in line)
            {
                parts[lines.Length > 1 ? $"line {number} {place}" : place] = value;
            }
        }
    }

    private static SortedDictionary<string, string> ReadLine(string text)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            Flatten("", JsonDocument.Parse(text).RootElement, parts);
        }
        catch (JsonException)
        {
            parts["text"] = text;
        }

        return parts;
    }

    private static void Flatten(string place, JsonElement json, SortedDictionary<string, string> parts)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when json.EnumerateObject().Any():
                foreach (var property in json.EnumerateObject())
                {
                    Flatten($"{place}{(place.Length == 0 ? "" : ".")}{Key(property)}", property.Value, parts);
                }

                break;
            case JsonValueKind.Array when json.GetArrayLength() > 0:
                var items = json.EnumerateArray().OrderBy(static item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("Name", out var name) ? name.GetString() : item.GetRawText(), StringComparer.Ordinal);
                foreach (var (index, item) in items.Index())
                {
                    Flatten($"{place}[{index}]", item, parts);
                }

                break;
            default:
                parts[place.Length == 0 ? "body" : place] = Kind(json.GetRawText());
                break;
        }
    }

    /// <summary>What stands behind an id is known by its name.</summary>
    private static string Key(JsonProperty property) =>
        Id().IsMatch(property.Name) && property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("Name", out var name) ? $"<{name.GetString()}>" : property.Name;

    private static string Kind(string text) => Number().Replace(Moment().Replace(Mac().Replace(Id().Replace(text, "ID"), "MAC"), "TIME"), "NUMBER");

    [GeneratedRegex(@"[0-9a-f]{64}|\b(?=[0-9]*[a-f])[0-9a-f]{12}\b")]
    private static partial Regex Id();

    [GeneratedRegex("([0-9a-f]{2}:){5}[0-9a-f]{2}")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^\d{9,}$")]
    private static partial Regex Number();

    [GeneratedRegex(@"(^|\.|\])(State\.\w+|EnableIPv4|IPAM\.Options)$")]
    private static partial Regex Everywhere();

    [GeneratedRegex(@"\{id:(\w+)\}")]
    private static partial Regex Reference();
}
