namespace NetController.Netlink.Conntrack;

/// <summary>Looks at flows one by one without an object for each; see <see cref="ConntrackConnection.VisitFlows"/>. Best implemented by a structure.</summary>
public interface IConntrackVisitor
{
    /// <inheritdoc cref="ILinkVisitor.Begin"/>
    void Begin();

    /// <summary>Looks at a flow.</summary>
    /// <param name="flow">The flow; valid only during the call.</param>
    void Visit(ConntrackFlowView flow);
}
