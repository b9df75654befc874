using NetController.Netlink.Protocol;

namespace NetController.Netlink;

/// <summary>Keeps the links that the kernel says it made, each at the place of the request that made it.</summary>
internal readonly ref struct LinkEchoSink(MessageBuilder request, Span<Link?> made) : IMessageSink
{
    private readonly Span<Link?> _made = made;

    public void Begin()
    {
    }

    public void Take(scoped MessageReader message)
    {
        // A request may cause several notifications, as a veth does for its other end; the first is about the link asked for.
        ref var place = ref _made[(int)(message.Sequence - request.FirstSequence)];
        place ??= Link.Decode(message);
    }
}
