namespace NetController.Drivers.Bridge;

/// <summary>A link that carries an owner tag, or whose name says which it would carry.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its index.</param>
/// <param name="Tag">The tag.</param>
internal sealed record TaggedLink(string Name, int Index, OwnerTag Tag)
{
    /// <summary>Whether it really carries the tag.</summary>
    public bool IsTagged { get; init; } = true;
}
