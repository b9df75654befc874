namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>Something that both daemons are asked.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query; <c>{id:NAME}</c> stands for the id of a network, <c>{now}</c> for the second after this one, before which all was made.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="ContentType">What the body is said to be.</param>
internal sealed record Question(string Method, string Path, string? Body = null, string ContentType = "application/json")
{
    /// <summary>Whether only the fields of the answer are compared and not their values, because each says who it is.</summary>
    public bool FieldsOnly { get; init; }

    /// <summary>What they are asked, one after the other.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new("GET", "/_ping"),
        new("HEAD", "/_ping"),
        new("GET", "/version") { FieldsOnly = true },
        new("GET", "/info") { FieldsOnly = true },
        new("GET", "/v1.99/networks"),
        new("GET", "/v1.5/networks"),
        new("GET", "/v1.41/nothing"),
        Create("""{"Name":"web","CheckDuplicate":true,"Driver":"bridge","IPAM":{"Driver":"default","Options":{},"Config":[{"Subnet":"10.85.0.0/24","IPRange":"10.85.0.128/25","Gateway":"10.85.0.9","AuxiliaryAddresses":{"printer":"10.85.0.7"}}]},"Attachable":true,"Options":{"com.docker.network.driver.mtu":"1400"},"Labels":{"team":"ops"}}"""),
        Create("""{"Name":"six","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.86.0.0/24"},{"Subnet":"fd86::/64","Gateway":"fd86::1"}]}}"""),
        Create("""{"Name":"closed","Internal":true,"IPAM":{"Config":[{"Subnet":"10.87.0.0/24"}]}}"""),
        new("GET", "/v1.41/networks/web"),
        new("GET", "/v1.41/networks/six"),
        new("GET", "/v1.41/networks/closed"),
        new("GET", "/v1.41/networks/none"),
        new("GET", "/v1.41/networks/host?verbose=true&scope=local"),
        new("GET", "/v1.41/networks/{id:web}"),
        new("GET", "/v1.41/networks/web?scope=swarm"),
        new("GET", "/v1.41/networks/web?verbose=perhaps"),
        new("GET", "/v1.41/networks/nope"),
        Ls("""{"name":{"e":true},"type":{"custom":true}}"""),
        Ls("""{"driver":["null"]}"""),
        Ls("""{"label":["team=ops"]}"""),
        Ls("""{"dangling":["true"],"scope":["local"]}"""),
        Ls("""{"dangling":["maybe"]}"""),
        Ls("""{"type":["odd"]}"""),
        Ls("""{"colour":["red"]}"""),
        Ls("""{"name":["("]}"""),
        Ls("nonsense"),
        Create("""{"Name":"web","CheckDuplicate":true}"""),
        Create("""{"Name":"bridge"}"""),
        Create("""{"Name":""}"""),
        Create("""{"Name":"../x"}"""),
        Create("""{"Name":"over","IPAM":{"Config":[{"Subnet":"10.85.0.0/25"}]}}"""),
        Create("""{"Name":"bits","IPAM":{"Config":[{"Subnet":"10.88.0.5/24"}]}}"""),
        Create("""{"Name":"odd","Driver":"nosuchdriver"}"""),
        Create("""{"Name":"odd","Options":{"com.docker.network.bridge.enable_icc":"maybe"}}"""),
        Create("""{"Name":7}"""),
        Create("""{"Name":"x"} {}"""),
        new("POST", "/v1.41/networks/create", """{"Name":"x"}""", "text/plain"),
        new("POST", "/v1.41/networks/web/connect", """{"Container":"nope"}"""),
        new("POST", "/v1.41/networks/nope/connect", """{"Container":"nope"}"""),
        new("POST", "/v1.41/networks/web/disconnect", """{"Container":"nope"}"""),
        new("DELETE", "/v1.41/networks/bridge"),
        new("DELETE", "/v1.41/networks/nope"),
        new("DELETE", "/v1.41/networks/six"),
        new("POST", "/v1.41/networks/prune?filters=" + Uri.EscapeDataString("""{"odd":["1"]}""")),
        new("POST", "/v1.41/networks/prune?filters=" + Uri.EscapeDataString("""{"label!":["team"],"until":["@"]}""").Replace("%40", "{now}", StringComparison.Ordinal)),
        new("POST", "/v1.41/networks/prune?filters=" + Uri.EscapeDataString("""{"label":["no such"]}""")),
        new("GET", "/v1.41/events?since=5&until=3"),
        new("GET", "/v1.41/events?since=1000000000&until={now}&filters=" + Uri.EscapeDataString("""{"type":["network"],"network":["web","closed"]}""")),
    ];

    /// <summary>The question as a document writes it.</summary>
    public override string ToString() => $"{Method} {Uri.UnescapeDataString(Path)}{(Body is null ? "" : $" {Body}")}{(ContentType == "application/json" ? "" : $" ({ContentType})")}";

    /// <summary>The creation of a network.</summary>
    public static Question Create(string body) => new("POST", "/v1.41/networks/create", body);

    private static Question Ls(string filters) => new("GET", $"/v1.41/networks?filters={Uri.EscapeDataString(filters)}");
}
