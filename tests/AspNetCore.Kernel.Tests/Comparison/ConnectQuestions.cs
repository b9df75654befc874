namespace NetController.AspNetCore.Kernel.Tests.Comparison;

/// <summary>What both daemons are asked about containers, of which <c>box</c> and <c>crate</c> run on the default bridge. A container is a sandbox here.</summary>
internal static class ConnectQuestions
{
    /// <summary>Connecting, and what cannot be connected.</summary>
    public static IReadOnlyList<Question> Connecting { get; } =
    [
        Question.Create("""{"Name":"lan","IPAM":{"Config":[{"Subnet":"10.89.0.0/24","Gateway":"10.89.0.1"}]}}"""),
        Question.Create("""{"Name":"dual","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.90.0.0/24","Gateway":"10.90.0.1"},{"Subnet":"fd90::/64","Gateway":"fd90::1"}]}}"""),
        Question.Create("""{"Name":"any"}"""),
        Inspect("bridge"),
        Connect("lan", "box", """{"IPAMConfig":{"IPv4Address":"10.89.0.7"},"Aliases":["www"]}"""),
        Inspect("lan"),
        Connect("lan", "box"),
        Connect("lan", "crate", """{"IPAMConfig":{"IPv4Address":"10.89.0.7"}}"""),
        Connect("lan", "crate", """{"IPAMConfig":{"IPv4Address":"10.99.0.7"}}"""),
        Connect("lan", "crate", """{"IPAMConfig":{"IPv4Address":"10.89.0"}}"""),
        Connect("lan", "crate", """{"IPAMConfig":{"IPv6Address":"fd89::7"}}"""),
        Connect("any", "crate", """{"IPAMConfig":{"IPv4Address":"10.89.0.8"}}"""),
        Connect("lan", "crate"),
        Connect("dual", "box"),
        Connect("dual", "crate", """{"IPAMConfig":{"IPv4Address":"10.90.0.9","IPv6Address":"fd90::9","LinkLocalIPs":["169.254.9.9"]}}"""),
        Connect("host", "box"),
        Connect("none", "box"),
        new("POST", "/v1.41/networks/lan/connect", """{"EndpointConfig":{}}"""),
        new("POST", "/v1.41/networks/lan/connect", """{"Container":["box"]}"""),
        new("POST", "/v1.41/networks/lan/connect", "{"),
        Inspect("lan"),
        Inspect("dual"),
        new("GET", "/v1.24/networks?filters=" + Uri.EscapeDataString("""{"name":["dual"]}""")),
        new("DELETE", "/v1.41/networks/lan"),
        new("POST", "/v1.41/networks/prune"),
    ];

    /// <summary>Disconnecting, and what that told.</summary>
    public static IReadOnlyList<Question> Disconnecting { get; } =
    [
        Disconnect("lan", "box"),
        Inspect("lan"),
        Disconnect("lan", "box"),
        Disconnect("lan", "nobody", force: true),
        Disconnect("host", "box"),
        Disconnect("lan", "crate", force: true),
        Disconnect("dual", "box"),
        Disconnect("dual", "crate"),
        Disconnect("bridge", "crate"),
        Inspect("dual"),
        new("DELETE", "/v1.41/networks/lan"),
        new("POST", "/v1.41/networks/prune"),
        new("GET", "/v1.41/events?since=1000000000&until={now}&filters=" + Uri.EscapeDataString("""{"type":["network"],"network":["lan","dual"]}""")),
        new("GET", "/v1.41/events?since=1000000000&until={now}&filters=" + Uri.EscapeDataString("""{"event":["prune"]}""")),
        new("GET", "/v1.41/events?since=1000000000&until={now}&filters=" + Uri.EscapeDataString("""{"event":["disconnect"],"container":["box"]}""")),
        Question.Create("""{"Name":"linked","IPAM":{"Config":[{"Subnet":"10.91.0.0/24"}]}}"""),
        Connect("linked", "crate", """{"Links":["box:www"]}"""),
    ];

    private static Question Connect(string network, string container, string? endpoint = null) =>
        new("POST", $"/v1.41/networks/{network}/connect", endpoint is null ? $$"""{"Container":"{{container}}"}""" : $$"""{"Container":"{{container}}","EndpointConfig":{{endpoint}}}""");

    private static Question Disconnect(string network, string container, bool force = false) =>
        new("POST", $"/v1.41/networks/{network}/disconnect", $$"""{"Container":"{{container}}"{{(force ? ",\"Force\":true" : "")}}}""");

    private static Question Inspect(string network) => new("GET", $"/v1.41/networks/{network}");
}
