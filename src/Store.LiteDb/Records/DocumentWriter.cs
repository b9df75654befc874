using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetController.Store.LiteDb.Records;

/// <summary>
/// Writes the fields of a record as canonical JSON: the same record always gives the same bytes. What is absent is not written. The database's
/// own document is made of the JSON when the database is written, which most changes of endpoints never are.
/// </summary>
internal readonly struct DocumentWriter
{
    // What a record with a port or two takes.
    private const int Reserve = 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    private DocumentWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>The JSON of a record, which <paramref name="fields"/> writes after the id and the version.</summary>
    public static byte[] Write<T>(string id, T record, Action<T, DocumentWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(Reserve);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString(Records.Document.IdField, Valid(id));
        json.WriteNumber(Records.Document.VersionField, Records.Document.SchemaVersion);
        fields(record, new DocumentWriter(json));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public DocumentWriter Text(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, Valid(value));
        }

        return this;
    }

    public DocumentWriter Flag(string name, bool value)
    {
        _json.WriteBoolean(name, value);
        return this;
    }

    public DocumentWriter Number(string name, int? value)
    {
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }

        return this;
    }

    public DocumentWriter State(RecordState value) => Text("state", RecordStates.Text(value));

    // The database's own dates drop all below a millisecond and come back in local time.
    public DocumentWriter Time(string name, DateTimeOffset value) => Text(name, value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A document within the document.</summary>
    public DocumentWriter Document<T>(string name, T value, Action<T, DocumentWriter> fields)
    {
        _json.WriteStartObject(name);
        fields(value, this);
        _json.WriteEndObject();
        return this;
    }

    /// <summary>A list of documents.</summary>
    public DocumentWriter Documents<T>(string name, EquatableArray<T> values, Action<T, DocumentWriter> fields)
    {
        _json.WriteStartArray(name);
        foreach (var value in values.Items)
        {
            _json.WriteStartObject();
            fields(value, this);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        return this;
    }

    /// <summary>A list of texts.</summary>
    public DocumentWriter Texts(string name, EquatableArray<string> values) => Texts(name, values, static text => text);

    /// <summary>A list of values that are written as texts.</summary>
    public DocumentWriter Texts<T>(string name, EquatableArray<T> values, Func<T, string> text)
    {
        _json.WriteStartArray(name);
        foreach (var value in values.Items)
        {
            _json.WriteStringValue(Valid(text(value)));
        }

        _json.WriteEndArray();
        return this;
    }

    /// <summary>A map as a list of pairs: the keys of a document are the same to the database whatever their case.</summary>
    public DocumentWriter Map(string name, EquatableMap<string> values) => Map(name, values, static text => text);

    /// <summary>A map to values that are written as texts.</summary>
    public DocumentWriter Map<T>(string name, EquatableMap<T> values, Func<T, string> text)
    {
        _json.WriteStartArray(name);
        foreach (var (key, value) in values)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(Valid(key));
            _json.WriteStringValue(Valid(text(value)));
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        return this;
    }

    /// <summary>Text that is no Unicode would come back changed.</summary>
    private static string Valid(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[++index])))
            {
                throw new FormatException("it holds text that is not valid Unicode");
            }
        }

        return text;
    }
}
