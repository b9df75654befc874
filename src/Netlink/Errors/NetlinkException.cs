namespace NetController.Netlink;

/// <summary>The kernel refused a netlink request. Thrown by every request of <see cref="NetlinkSocket"/> and <see cref="RouteConnection"/>.</summary>
/// <remarks>Ask for the reason by number: <c>catch (NetlinkException e) when (e.Errno is Errno.EEXIST)</c>.</remarks>
public sealed class NetlinkException : IOException
{
    internal NetlinkException(Errno errno, NetlinkOperation operation, string? kernelMessage = null, string? attribute = null)
        : base(Compose(errno, operation.ToString(), kernelMessage, attribute))
    {
        Errno = errno;
        Operation = operation.ToString();
        KernelMessage = kernelMessage;
        Attribute = attribute;
    }

    /// <summary>The kernel's error number.</summary>
    public Errno Errno { get; }

    /// <summary>What was asked for, in the words of <c>ip</c>, for example <c>link add br0 type bridge</c>.</summary>
    public string Operation { get; }

    /// <summary>The kernel's own explanation (extended acknowledgement), or null when it gave none.</summary>
    public string? KernelMessage { get; }

    /// <summary>The kernel's name of the attribute it objects to, for example <c>IFLA_MTU</c>, or null when it did not say.</summary>
    public string? Attribute { get; }

    private static string Compose(Errno errno, string operation, string? kernelMessage, string? attribute)
    {
        var text = $"{operation}: {ErrnoText.Describe(errno)}";
        if (kernelMessage is not null)
        {
            text += $": kernel says \"{kernelMessage}\"";
        }

        return attribute is null ? text : $"{text} (attribute {attribute})";
    }
}
