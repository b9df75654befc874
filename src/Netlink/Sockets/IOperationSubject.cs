namespace NetController.Netlink;

/// <summary>Something a request acts on and that knows how errors should name it.</summary>
internal interface IOperationSubject
{
    /// <summary>The words after the command, for example <c>br0 type bridge</c>.</summary>
    string Words { get; }
}
