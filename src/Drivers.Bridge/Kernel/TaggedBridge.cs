namespace NetController.Drivers.Bridge;

/// <summary>A bridge that carries an owner tag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its index.</param>
/// <param name="Tag">The tag.</param>
internal sealed record TaggedBridge(string Name, int Index, OwnerTag Tag);
