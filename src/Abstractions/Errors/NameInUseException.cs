namespace NetController;

/// <summary>A network of that name exists already, or is just being made.</summary>
/// <param name="name">The name.</param>
/// <param name="holder">The network that has it.</param>
public sealed class NameInUseException(string name, NetworkId holder)
    : NetControllerException(ErrorKind.Conflict, $"network name '{name}' is in use by network {holder.Short}", "choose another name or remove that network first")
{
    /// <summary>The network that has the name.</summary>
    public NetworkId Holder { get; } = holder;
}
