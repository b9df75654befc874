using System.Text;

namespace NetController.Firewall.Iptables;

/// <summary>What a rule matches, printed in the order in which iptables-save prints it, whatever order it was given in.</summary>
internal readonly record struct RuleMatch
{
    /// <summary><c>-s SUBNET</c></summary>
    public IPPrefix? Source { get; init; }

    /// <summary><c>-d SUBNET</c></summary>
    public IPPrefix? Destination { get; init; }

    /// <summary><c>-i LINK</c></summary>
    public string? In { get; init; }

    /// <summary><c>! -i LINK</c></summary>
    public string? NotIn { get; init; }

    /// <summary><c>-o LINK</c></summary>
    public string? Out { get; init; }

    /// <summary><c>! -o LINK</c></summary>
    public string? NotOut { get; init; }

    /// <summary><c>-p PROTOCOL</c></summary>
    public string? Protocol { get; init; }

    /// <summary>The destination ports of <see cref="Protocol"/>: <c>-m PROTOCOL --dport FIRST[:LAST]</c></summary>
    public PortRange? Ports { get; init; }

    /// <summary>A match extension with its options, as in <c>-m conntrack --ctstate RELATED,ESTABLISHED</c>.</summary>
    public string? Extension { get; init; }

    /// <summary>The whole specification of a rule, owner and target included.</summary>
    public string Specify(string owner, string target)
    {
        var text = new StringBuilder(160);
        Add(text, "-s ", Source is { } source ? CanonicalText.Of(source) : null);
        Add(text, "-d ", Destination is { } destination ? CanonicalText.Of(destination) : null);
        Add(text, "-i ", In);
        Add(text, "! -i ", NotIn);
        Add(text, "-o ", Out);
        Add(text, "! -o ", NotOut);
        Add(text, "-p ", Protocol);
        Add(text, "-m ", Ports is { } ports ? $"{Protocol} --dport {CanonicalText.Of(ports)}" : null);
        Add(text, "-m ", Extension);
        return text.Append("-m comment --comment \"").Append(owner).Append("\" -j ").Append(target).ToString();
    }

    private static void Add(StringBuilder text, string option, string? value)
    {
        if (value is not null)
        {
            text.Append(option).Append(value).Append(' ');
        }
    }
}
