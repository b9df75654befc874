using System.Diagnostics;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>One change of our table.</summary>
internal readonly struct TableEdit
{
    private readonly object _subject;
    private readonly NftElement? _element;

    private TableEdit(TableEditKind kind, object subject, NftElement? element = null) => (Kind, _subject, _element) = (kind, subject, element);

    /// <summary>What it does.</summary>
    public TableEditKind Kind { get; }

    /// <summary>As nft understands it: <c>add element inet netctl open4 { 10.0.0.2 . tcp . 80 }</c>.</summary>
    public string Words => Kind switch
    {
        TableEditKind.AddTable => $"add {_subject}",
        TableEditKind.DeleteTable => $"delete table {TableNames.Table}",
        TableEditKind.AddSet or TableEditKind.AddChain or TableEditKind.AddRule => $"add {_subject}",
        TableEditKind.DeleteSet => $"delete {SetNoun} {TableNames.Table} {((NftSet)_subject).Name}",
        TableEditKind.FlushSet => $"flush {SetNoun} {TableNames.Table} {((NftSet)_subject).Name}",
        TableEditKind.DeleteChain => $"delete chain {TableNames.Table} {((NftChain)_subject).Name}",
        TableEditKind.FlushChain => $"flush chain {TableNames.Table} {((NftChain)_subject).Name}",
        TableEditKind.AddElement => $"add {_element!.ToString((NftSet)_subject)}",
        TableEditKind.DeleteElement => $"delete {_element!.ToString((NftSet)_subject)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>As a command for a shell.</summary>
    public string Command => CommandOf(Words);

    private string SetNoun => ((NftSet)_subject).IsMap ? "map" : "set";

    /// <summary>A command for a shell of words of nft, none of which is a quote that ends them.</summary>
    public static string CommandOf(string words) => $"nft '{words}'";

    public static TableEdit AddTable(NftTable table) => new(TableEditKind.AddTable, table);

    public static TableEdit DeleteTable() => new(TableEditKind.DeleteTable, TableNames.Table);

    public static TableEdit AddSet(NftSet set) => new(TableEditKind.AddSet, set);

    public static TableEdit DeleteSet(NftSet set) => new(TableEditKind.DeleteSet, set);

    public static TableEdit FlushSet(NftSet set) => new(TableEditKind.FlushSet, set);

    public static TableEdit AddChain(NftChain chain) => new(TableEditKind.AddChain, chain);

    public static TableEdit DeleteChain(NftChain chain) => new(TableEditKind.DeleteChain, chain);

    public static TableEdit FlushChain(NftChain chain) => new(TableEditKind.FlushChain, chain);

    public static TableEdit AddRule(NftRule rule) => new(TableEditKind.AddRule, rule);

    public static TableEdit AddElement(ElementKey key, ElementTarget target) => new(TableEditKind.AddElement, TableSets.Of(key.Set), target.At(key));

    public static TableEdit DeleteElement(ElementKey key) => new(TableEditKind.DeleteElement, TableSets.Of(key.Set), key.ToElement());

    /// <summary>Makes it part of a transaction.</summary>
    public void WriteTo(NftTransaction transaction)
    {
        switch (Kind)
        {
            case TableEditKind.AddTable: transaction.AddTable((NftTable)_subject); break;
            case TableEditKind.DeleteTable: transaction.DeleteTable(TableNames.Table); break;
            case TableEditKind.AddSet: transaction.AddSet((NftSet)_subject); break;
            case TableEditKind.DeleteSet: transaction.DeleteSet(TableNames.Table, ((NftSet)_subject).Name); break;
            case TableEditKind.FlushSet: transaction.FlushSet(TableNames.Table, ((NftSet)_subject).Name); break;
            case TableEditKind.AddChain: transaction.AddChain((NftChain)_subject); break;
            case TableEditKind.DeleteChain: transaction.DeleteChain(TableNames.Table, ((NftChain)_subject).Name); break;
            case TableEditKind.FlushChain: transaction.FlushChain(TableNames.Table, ((NftChain)_subject).Name); break;
            case TableEditKind.AddRule: transaction.AddRule((NftRule)_subject); break;
            case TableEditKind.AddElement: transaction.AddElement((NftSet)_subject, _element!); break;
            case TableEditKind.DeleteElement: transaction.DeleteElement((NftSet)_subject, _element!); break;
            default: throw new UnreachableException();
        }
    }
}
