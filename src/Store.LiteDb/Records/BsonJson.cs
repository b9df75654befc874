using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Documents as JSON. Only what documents here are made of: text, whole numbers, truth values, lists and documents.</summary>
internal static class BsonJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a document; the same document always gives the same bytes.</summary>
    public static byte[] Write(BsonDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, document);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">The JSON holds something that documents here are not made of.</exception>
    public static BsonDocument Read(ReadOnlyMemory<byte> json)
    {
        using var parsed = JsonDocument.Parse(json);
        return Read(parsed.RootElement);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">The JSON holds something that documents here are not made of.</exception>
    public static BsonDocument Read(JsonElement element) => Value(element) is BsonDocument document
        ? document
        : throw new FormatException($"a document was expected, not {element.ValueKind}");

    private static void Write(Utf8JsonWriter writer, BsonValue value)
    {
        switch (value.Type)
        {
            case BsonType.Document:
                writer.WriteStartObject();
                foreach (var (name, field) in value.AsDocument)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case BsonType.Array:
                writer.WriteStartArray();
                foreach (var item in value.AsArray)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case BsonType.String:
                writer.WriteStringValue(value.AsString);
                break;
            case BsonType.Int32 or BsonType.Int64:
                writer.WriteNumberValue(value.AsInt64);
                break;
            case BsonType.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case BsonType.Null:
                writer.WriteNullValue();
                break;
            default:
                throw new FormatException($"a field of type {value.Type} does not belong in a record");
        }
    }

    private static BsonValue Value(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var document = new BsonDocument();
                foreach (var property in element.EnumerateObject())
                {
                    document[property.Name] = Value(property.Value);
                }

                return document;
            case JsonValueKind.Array:
                return new BsonArray(element.EnumerateArray().Select(Value));
            case JsonValueKind.String:
                return new BsonValue(element.GetString());
            case JsonValueKind.Number:
                return element.TryGetInt64(out var number) ? new BsonValue(number) : throw new FormatException($"{element} is not a whole number");
            case JsonValueKind.True or JsonValueKind.False:
                return new BsonValue(element.GetBoolean());
            case JsonValueKind.Null:
                return BsonValue.Null;
            default:
                throw new FormatException($"{element.ValueKind} does not belong in a record");
        }
    }
}
