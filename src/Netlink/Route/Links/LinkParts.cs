namespace NetController.Netlink;

/// <summary>What to read of a link beyond what every <see cref="Link"/> holds. By default nothing, so that long lists stay cheap.</summary>
[Flags]
public enum LinkParts
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The counters, <see cref="Link.Statistics"/>; the kernel adds them up for this. <c>ip -s link</c>.</summary>
    Statistics = 1,

    /// <summary>The rarely wanted properties, <see cref="Link.Details"/>. <c>ip -d link</c>.</summary>
    Details = 2,

    /// <summary>Everything.</summary>
    All = Statistics | Details,
}
