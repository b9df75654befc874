namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>A column of a table: what is called.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Kind">What is sent.</param>
/// <param name="Port">The server's own port; 0 in a ping.</param>
/// <param name="HostPort">The port of the host that leads there, or would.</param>
internal sealed record AccessColumn(string Name, ProbeKind Kind, int Port, Func<ServedNetwork, int> HostPort)
{
    public override string ToString() => Name;
}
