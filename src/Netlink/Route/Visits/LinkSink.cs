using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Shows the links of a dump to a visitor, without those that the kernel sent although the filter excludes them.</summary>
internal readonly ref struct LinkSink<TVisitor> : IMessageSink
    where TVisitor : ILinkVisitor
{
    private readonly ref TVisitor _visitor;
    private readonly ReadOnlySpan<byte> _kind;

    /// <param name="visitor">The visitor.</param>
    /// <param name="kind">The kind of the filter, or empty.</param>
    internal LinkSink(ref TVisitor visitor, ReadOnlySpan<byte> kind)
    {
        _visitor = ref visitor;
        _kind = kind;
    }

    public void Begin() => _visitor.Begin();

    public void Take(scoped MessageReader message)
    {
        if (message.Type != (ushort)RTM.NEWLINK)
        {
            return;
        }

        // The kernel ignores the name of a kind whose module is not loaded, and then sends everything.
        var link = new LinkView(message);
        if (_kind.IsEmpty || link.Kind.SequenceEqual(_kind))
        {
            _visitor.Visit(link);
        }
    }
}
