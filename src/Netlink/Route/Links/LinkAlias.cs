using System.Text;

namespace NetController.Netlink;

/// <summary>The kernel's limit for link aliases (<c>IFALIASZ</c>).</summary>
internal static class LinkAlias
{
    private const int MaximumLength = 255;

    internal static string? Check(string? alias, string parameter)
    {
        if (alias is not null && Encoding.UTF8.GetByteCount(alias) is var bytes && bytes > MaximumLength)
        {
            throw new ArgumentException($"A link alias has at most {MaximumLength} bytes, not {bytes}.", parameter);
        }

        return alias;
    }
}
