namespace NetController.Netlink.Protocol;

/// <summary>Hands each message to a visitor that the caller keeps.</summary>
internal readonly ref struct VisitSink<TVisitor>(ref TVisitor visitor) : IMessageSink
    where TVisitor : IMessageVisitor
{
    private readonly ref TVisitor _visitor = ref visitor;

    public void Begin() => _visitor.Begin();

    public void Take(scoped MessageReader message) => _visitor.Visit(message);
}
