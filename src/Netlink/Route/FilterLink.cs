namespace NetController.Netlink;

/// <summary>A link in a filter: the kernel takes number 0 for "any", which a caller who has no link does not mean.</summary>
internal static class FilterLink
{
    /// <summary>Rejects a number that no link has; null is any link.</summary>
    internal static void Check(LinkIndex? link)
    {
        if (link is { Value: < 1 })
        {
            throw new ArgumentException($"No link has the number {link.Value.Value}: leave the filter out for all links.", nameof(link));
        }
    }
}
