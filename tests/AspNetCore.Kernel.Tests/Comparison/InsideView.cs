using System.Text.Json.Nodes;

namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>What <c>ip</c> tells inside a container, without what is the kernel's own choice.</summary>
internal static class InsideView
{
    private static readonly string[] Chance =
        ["ifindex", "link_index", "link_netnsid", "address", "valid_life_time", "preferred_life_time", "txqlen", "qdisc", "group", "min_mtu", "max_mtu", "stable-privacy"];

    /// <summary>What is asked.</summary>
    public static IReadOnlyList<string> Commands { get; } = ["ip -json address show", "ip -json -4 route show", "ip -json -6 route show"];

    /// <summary>Reads the answer of such a command; each interface stands behind its name.</summary>
    public static Answer Read(string json)
    {
        var items = JsonNode.Parse(json)!.AsArray();
        foreach (var item in items.OfType<JsonObject>())
        {
            Forget(item);
            if (item["ifname"]?.GetValue<string>() is { } name)
            {
                item["Name"] = name;
            }
        }

        return Answer.Of(items.ToJsonString());
    }

    private static void Forget(JsonObject item)
    {
        foreach (var key in Chance)
        {
            item.Remove(key);
        }

        // The address that the kernel makes of the MAC address.
        if (item["addr_info"] is JsonArray addresses)
        {
            foreach (var address in addresses.OfType<JsonObject>().Where(static address => address["scope"]?.GetValue<string>() == "link" && address["family"]?.GetValue<string>() == "inet6").ToArray())
            {
                addresses.Remove(address);
            }

            foreach (var address in addresses.OfType<JsonObject>())
            {
                Forget(address);
            }
        }
    }
}
