using System.Collections.Immutable;
using System.Text.Json;

namespace NetDaemon.Options;

/// <summary>Reads a configuration file: a JSON object with dockerd's keys.</summary>
internal static class ConfigFileReader
{
    /// <summary>Where the file is looked for when no flag says.</summary>
    public const string DefaultPath = "/etc/netdaemon/daemon.json";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What the file says; nothing where it is absent and was not asked for.</summary>
    /// <param name="path">The file that was asked for; null for the default one.</param>
    /// <exception cref="OptionsException">The file is absent, is no JSON object, or has unknown keys or values of a wrong kind.</exception>
    public static Dictionary<string, Setting> Read(string? path)
    {
        var file = path ?? DefaultPath;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Strict);
            return Read(file, document.RootElement);
        }
        catch (Exception absent) when (path is null && absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Dictionary<string, Setting>(StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // The last is what a text says that is JSON and no Unicode, such as "\ud800".
            throw new OptionsException($"configuration file {file} cannot be read: {failure.Message}");
        }
    }

    private static Dictionary<string, Setting> Read(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new OptionsException($"configuration file {file} holds no JSON object");
        }

        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var property in root.EnumerateObject())
        {
            var option = OptionTable.All.FirstOrDefault(option => option.Key.Length > 0 && option.Key == property.Name);
            if (option is null)
            {
                problems.Add($"configuration file {file}: unknown key '{property.Name}'");
            }
            else if (Values(option.Kind, property.Value) is { } values)
            {
                settings[option.Flag] = new Setting(option, values);
            }
            else
            {
                problems.Add($"configuration file {file}: '{option.Key}' must be {Form(option.Kind)}");
            }
        }

        return problems.Count == 0 ? settings : throw new OptionsException(problems);
    }

    private static ImmutableArray<string>? Values(OptionKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (OptionKind.Switch, JsonValueKind.True) => ["true"],
        (OptionKind.Switch, JsonValueKind.False) => ["false"],
        (OptionKind.Number, JsonValueKind.Number) => [value.GetRawText()],
        (OptionKind.Text, JsonValueKind.String) => [value.GetString()!],
        (OptionKind.List, JsonValueKind.Array) when value.EnumerateArray().Select(Item).ToArray() is var items && !items.Contains(null) => [.. items!],
        _ => null,
    };

    /// <summary>A text, or a pool as dockerd writes it: <c>{"base": "10.10.0.0/16", "size": 24}</c>.</summary>
    private static string? Item(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Object when item.EnumerateObject().All(static part => part.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            string.Join(',', item.EnumerateObject().Select(static part => $"{part.Name}={part.Value}")),
        _ => null,
    };

    private static string Form(OptionKind kind) => kind switch
    {
        OptionKind.Switch => "true or false",
        OptionKind.Number => "a number",
        OptionKind.List => "an array",
        _ => "a text",
    };
}
