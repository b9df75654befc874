using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using NetController.TestSupport;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>The bytes that nft sends for the rules of <see cref="NftRuleCorpus"/>, kept in a file. NETCONTROLLER_UPDATE_GOLDENS=1 asks nft anew.</summary>
internal static partial class NftGolden
{
    private const string FileName = "nft-expressions.txt";
    private const string NewRule = "02566";
    private const ushort Expressions = 4;

    /// <summary>For each rule the content of its list of expressions.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Load()
    {
        if (Environment.GetEnvironmentVariable("NETCONTROLLER_UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "Golden", FileName), AskNft());
            File.Copy(Path.Combine(SourceFolder(), "Golden", FileName), Path.Combine(AppContext.BaseDirectory, "Golden", FileName), overwrite: true);
        }

        var rules = new Dictionary<string, byte[]>();
        var rule = "";
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", FileName)))
        {
            if (line.StartsWith("rule ", StringComparison.Ordinal))
            {
                rules[rule = line["rule ".Length..]] = [];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                rules[rule] = [.. rules[rule], .. Convert.FromHexString(line.Split('#')[0].Replace(" ", "", StringComparison.Ordinal))];
            }
        }

        return rules;
    }

    private static string AskNft()
    {
        var rules = NftRuleCorpus.Rules().ToList();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, NftRuleCorpus.Surroundings + string.Concat(rules.Select(static rule => $"add rule {rule}\n")));
            var output = HostProgram.Run($"unshare --map-root-user --net nft --debug=mnl -f {file} 2>&1");
            var lists = ReadRules(output).ToList();
            Assert.That(lists, Has.Count.EqualTo(rules.Count));

            var text = new StringBuilder($"# {HostProgram.Run("nft --version").Trim()}: the expressions it sends for each rule, one a line.\n");
            for (var i = 0; i < rules.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nrule {rules[i]}\n");
                AppendExpressions(text, lists[i]);
            }

            return text.ToString();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>One expression a line, in words of four bytes, and its name.</summary>
    private static void AppendExpressions(StringBuilder text, byte[] list)
    {
        for (var at = 0; at < list.Length;)
        {
            var length = (BitConverter.ToUInt16(list, at) + 3) & ~3;
            var words = list.AsSpan(at, length).ToArray().Chunk(4).Select(static word => Convert.ToHexStringLower(word));
            var nameLength = BitConverter.ToUInt16(list, at + 4) - 5;
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} # {Encoding.ASCII.GetString(list, at + 8, nameLength)}\n");
            at += length;
        }
    }

    /// <summary>Reads the table that nft draws of each message back into bytes.</summary>
    private static IEnumerable<byte[]> ReadRules(string output)
    {
        var isRule = false;
        var bytes = new List<byte>();
        foreach (var line in Colour().Replace(output, "").Split('\n').Append("| 00000 |"))
        {
            if (Header().Match(line) is { Success: true } header)
            {
                if (isRule && FindExpressions([.. bytes]) is { } list)
                {
                    yield return list;
                }

                isRule = header.Groups[1].Value == NewRule;
                bytes.Clear();
            }
            else if (Attribute().Match(line) is { Success: true } attribute)
            {
                var flags = (ushort)(attribute.Groups[2].Value == "N" ? 0x8000 : 0);
                bytes.AddRange(BitConverter.GetBytes(ushort.Parse(attribute.Groups[1].Value, CultureInfo.InvariantCulture)));
                bytes.AddRange(BitConverter.GetBytes((ushort)(ushort.Parse(attribute.Groups[3].Value, CultureInfo.InvariantCulture) | flags)));
            }
            else if (Data().Match(line) is { Success: true } data && line.Contains("data", StringComparison.Ordinal))
            {
                bytes.AddRange(Convert.FromHexString(data.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)));
            }
        }
    }

    private static byte[]? FindExpressions(byte[] attributes)
    {
        for (var at = 0; at < attributes.Length;)
        {
            var length = BitConverter.ToUInt16(attributes, at);
            if ((BitConverter.ToUInt16(attributes, at + 2) & 0x3fff) == Expressions)
            {
                return attributes[(at + 4)..(at + length)];
            }

            at += (length + 3) & ~3;
        }

        return null;
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^\| (\d{5}) \|")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\|(\d{5})\|(.).\|(\d{5})\|")]
    private static partial Regex Attribute();

    [GeneratedRegex("^\\| ((?:[0-9a-f]{2} ){4}) ?\\|")]
    private static partial Regex Data();
}
