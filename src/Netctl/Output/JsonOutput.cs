using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Output;

/// <summary>Prints JSON as <c>docker network inspect</c> does: indented by four.</summary>
internal static class JsonOutput
{
    // The output is no part of a web page: quotes and angle brackets stay readable.
    private static readonly NetctlJsonContext Context = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        IndentSize = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly NetctlJsonContext Lines = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Prints an object on one line: what comes one by one is read line by line.</summary>
    public static void WriteLine<T>(NetctlConsole console, T value, Func<NetctlJsonContext, JsonTypeInfo<T>> type) =>
        console.Output.WriteLine(JsonSerializer.Serialize(value, type(Lines)));

    /// <summary>Prints one object or array.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="value">What to print.</param>
    /// <param name="type">Chooses how it is written.</param>
    public static void Write<T>(NetctlConsole console, T value, Func<NetctlJsonContext, JsonTypeInfo<T>> type) =>
        console.Output.WriteLine(JsonSerializer.Serialize(value, type(Context)));
}
