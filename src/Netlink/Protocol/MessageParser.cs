namespace NetController.Netlink;

/// <summary>Turns one received message into an object. The message is valid only during the call.</summary>
/// <typeparam name="T">The object.</typeparam>
/// <param name="message">The message.</param>
/// <returns>The object, or null to skip the message.</returns>
public delegate T? MessageParser<out T>(MessageReader message)
    where T : class;
