namespace NetController.AspNetCore.Extension.Json;

/// <summary>The contents of a sandbox's files: <c>/etc/hosts</c> and <c>/etc/resolv.conf</c>.</summary>
internal sealed record SandboxFilesJson(string Hosts, string Resolver);
