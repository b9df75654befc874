namespace NetController.Netlink;

/// <summary>A subject that a request may hold many parts of, and that can name the one the kernel objects to.</summary>
internal interface IAttributeSubject : IOperationSubject
{
    /// <summary>The words after the command for what stands at an offset of the message.</summary>
    /// <param name="message">The message as it was sent, with its header.</param>
    /// <param name="offset">Where in it the kernel points to, or 0 when it does not say.</param>
    string WordsAt(ReadOnlySpan<byte> message, int offset);
}
