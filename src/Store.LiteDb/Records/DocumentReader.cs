using System.Globalization;
using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>Reads the fields of a record out of a document; whatever does not fit is a <see cref="FormatException"/>.</summary>
internal readonly struct DocumentReader(BsonDocument body)
{
    public string Id => Text(Records.Document.IdField);

    /// <summary>The schema version that it was written with.</summary>
    public long Version => body[Records.Document.VersionField].AsInt64;

    public RecordState State => RecordStates.Parse(Text("state"));

    public string Text(string name) => OptionalText(name) ?? throw new FormatException($"it has no {name}");

    public string? OptionalText(string name) => body[name] switch
    {
        { IsNull: true } => null,
        { IsString: true } text => text.AsString,
        var other => throw new FormatException($"its {name} is a {other.Type}, not text"),
    };

    public bool Flag(string name) =>
        body[name] is { IsBoolean: true } flag ? flag.AsBoolean : throw new FormatException($"it has no {name}");

    public int Number(string name) => OptionalNumber(name) ?? throw new FormatException($"it has no {name}");

    public int? OptionalNumber(string name) => body[name] switch
    {
        { IsNull: true } => null,
        { IsNumber: true } number when number.AsInt64 is >= int.MinValue and <= int.MaxValue => number.AsInt32,
        _ => throw new FormatException($"its {name} is not a number"),
    };

    public IEnumerable<string> Texts(string name) =>
        List(name).Select(static text => text.IsString ? text.AsString : throw new FormatException("a list of texts was expected"));

    public DocumentReader Document(string name) => Nested(body[name]);

    public DateTimeOffset Time(string name) =>
        DateTimeOffset.TryParseExact(Text(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time
            : throw new FormatException($"its {name} is not a time");

    public EquatableMap<string> Map(string name) => new(List(name).Select(static pair => Pair(pair)));

    public IEnumerable<BsonValue> List(string name) =>
        body[name] is BsonArray list ? list : throw new FormatException($"it has no list of {name}");

    /// <summary>Reads a pair of texts, as maps are made of.</summary>
    public static KeyValuePair<string, string> Pair(BsonValue value) =>
        value is BsonArray { Count: 2 } pair && pair[0].IsString && pair[1].IsString
            ? KeyValuePair.Create(pair[0].AsString, pair[1].AsString)
            : throw new FormatException("a pair of texts was expected");

    /// <summary>Reads a nested document.</summary>
    public static DocumentReader Nested(BsonValue value) =>
        value is BsonDocument nested ? new DocumentReader(nested) : throw new FormatException("a document was expected");
}
