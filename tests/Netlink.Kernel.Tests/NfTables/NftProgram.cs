using System.Text.Json.Nodes;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>What nft(8) reads and lists.</summary>
internal static class NftProgram
{
    /// <summary>Has nft read a file.</summary>
    internal static void Load(TestNamespace host, string commands)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, commands);
            host.Run($"nft -f {file}");
        }
        catch (InvalidOperationException refused)
        {
            Assert.Fail($"{refused.Message}\n{string.Join('\n', commands.Split('\n').Select(static (line, i) => $"{i + 1,4} {line}"))}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The ruleset as nft lists it in JSON, without handles.</summary>
    internal static string Json(TestNamespace host)
    {
        var all = JsonNode.Parse(host.Run("nft -j list ruleset"))!;
        foreach (var entry in all["nftables"]!.AsArray())
        {
            foreach (var (_, one) in entry!.AsObject())
            {
                one!.AsObject().Remove("handle");
            }
        }

        return Sort(all).ToJsonString();
    }

    /// <summary>The elements of sets come in any order.</summary>
    private static JsonNode Sort(JsonNode node)
    {
        switch (node)
        {
            case JsonObject one:
                return new JsonObject(one.Select(static pair => KeyValuePair.Create(
                    pair.Key, pair.Value is null ? null : pair is { Key: "set" or "elem", Value: JsonArray elements } ? Sort(elements, isSet: true) : (JsonNode?)Sort(pair.Value))));
            case JsonArray list:
                return Sort(list, isSet: false);
            default:
                return node.DeepClone();
        }
    }

    private static JsonArray Sort(JsonArray list, bool isSet)
    {
        var items = list.Select(static item => Sort(item!));
        return new JsonArray([.. isSet ? items.OrderBy(static item => item.ToJsonString(), StringComparer.Ordinal) : items]);
    }

    /// <summary>The rules as nft lists them, chain by chain.</summary>
    internal static IEnumerable<string> Rules(TestNamespace host)
    {
        var isChain = false;
        foreach (var line in host.Run("nft list ruleset").Split('\n'))
        {
            var text = line.Trim();
            if (isChain && text != "}" && !text.StartsWith("type ", StringComparison.Ordinal))
            {
                yield return text;
            }

            isChain = text.StartsWith("chain ", StringComparison.Ordinal) || (isChain && text != "}");
        }
    }
}
