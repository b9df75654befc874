using System.Globalization;
using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Writes the fields of a record into a document. What is absent is not written.</summary>
internal sealed class DocumentBuilder
{
    private readonly BsonDocument _body;

    public DocumentBuilder(string id)
        : this(new BsonDocument { [Records.Document.IdField] = Valid(id), [Records.Document.VersionField] = Records.Document.SchemaVersion })
    {
    }

    private DocumentBuilder(BsonDocument body) => _body = body;

    /// <summary>A document within a document.</summary>
    public static DocumentBuilder Nested() => new(new BsonDocument());

    public BsonDocument Body => _body;

    public DocumentBuilder Text(string name, string? value) => value is null ? this : Set(name, Valid(value));

    public DocumentBuilder Flag(string name, bool value) => Set(name, value);

    public DocumentBuilder Number(string name, int? value) => value is { } number ? Set(name, (long)number) : this;

    public DocumentBuilder Texts(string name, IEnumerable<string> values) => List(name, values.Select(Valid));

    public DocumentBuilder Document(string name, BsonDocument value) => Set(name, value);

    public DocumentBuilder State(RecordState value) => Set("state", RecordStates.Text(value));

    // The database's own dates drop all below a millisecond and come back in local time.
    public DocumentBuilder Time(string name, DateTimeOffset value) => Set(name, value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A map as a list of pairs: the keys of a document are the same to the database whatever their case.</summary>
    public DocumentBuilder Map(string name, EquatableMap<string> values) =>
        List(name, values.Select(static pair => (BsonValue)new BsonArray(Valid(pair.Key), Valid(pair.Value))));

    public DocumentBuilder List(string name, IEnumerable<BsonValue> values) => Set(name, new BsonArray(values));

    private DocumentBuilder Set(string name, BsonValue value)
    {
        _body[name] = value;
        return this;
    }

    /// <summary>Text that is no Unicode would come back changed.</summary>
    private static BsonValue Valid(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[++index])))
            {
                throw new FormatException("it holds text that is not valid Unicode");
            }
        }

        return new BsonValue(text);
    }
}
