namespace NetController.Netlink;

/// <summary>
/// Looks at the messages of a dump one by one, where the list of objects is not needed: nothing is allocated. Best implemented by a structure.
/// </summary>
public interface IMessageVisitor
{
    /// <summary>
    /// Called before the first message, and again before the first of each further attempt when the kernel has called the dump interrupted:
    /// forget whatever has been gathered, since everything comes again.
    /// </summary>
    void Begin();

    /// <summary>Looks at a message, which is valid only during the call. An exception ends the dump after the rest of it is read.</summary>
    /// <param name="message">The message.</param>
    void Visit(MessageReader message);
}
