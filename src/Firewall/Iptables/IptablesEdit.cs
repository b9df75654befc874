using System.Globalization;

namespace NetController.Firewall.Iptables;

/// <summary>One change of a transaction.</summary>
/// <param name="Table">The table it works in.</param>
/// <param name="ScriptLine">Its line in the text that iptables-restore reads.</param>
/// <param name="Arguments">The same as arguments of the <c>iptables</c> program.</param>
internal sealed record IptablesEdit(string Table, string ScriptLine, string Arguments)
{
    // With --noflush, the declaration makes a chain that is missing and empties one that exists.
    public static IptablesEdit Create(string table, string chain) => new(table, $":{chain} - [0:0]", $"-N {chain}");

    /// <summary>Makes a chain that must not exist yet: fails where a declaration would empty it.</summary>
    public static IptablesEdit CreateNew(string table, string chain) => Same(table, $"-N {chain}");

    public static IptablesEdit Flush(string table, string chain) => new(table, $":{chain} - [0:0]", $"-F {chain}");

    public static IptablesEdit Append(string table, string chain, string specification) => Same(table, $"-A {chain} {specification}");

    /// <summary>Inserts so that the rule stands at <paramref name="index"/>, counted from 0.</summary>
    public static IptablesEdit Insert(string table, string chain, int index, string specification) =>
        Same(table, string.Create(CultureInfo.InvariantCulture, $"-I {chain} {index + 1} {specification}"));

    public static IptablesEdit Delete(string table, string chain, string specification) => Same(table, $"-D {chain} {specification}");

    public static IptablesEdit DeleteChain(string table, string chain) => Same(table, $"-X {chain}");

    /// <summary>The equivalent command.</summary>
    public string Command(IPFamily family) => $"{Program(family)} -t {Table} {Arguments}";

    /// <summary>The program of a family.</summary>
    public static string Program(IPFamily family) => family == IPFamily.IPv4 ? "iptables" : "ip6tables";

    private static IptablesEdit Same(string table, string line) => new(table, line, line);
}
