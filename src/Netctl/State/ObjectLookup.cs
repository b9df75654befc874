namespace NetController.Netctl.State;

/// <summary>Finds objects the way a controller does: by whole id, by name, by the unique beginning of an id, in this order.</summary>
internal static class ObjectLookup
{
    /// <summary>Finds one object.</summary>
    /// <param name="kind">What is looked for, in one word, such as <c>sandbox</c>: it is also the command that lists them.</param>
    /// <param name="objects">Where to look.</param>
    /// <param name="reference">What was typed.</param>
    /// <param name="idOf">Gives an object's id.</param>
    /// <param name="nameOf">Gives an object's name.</param>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidRequestException">Several have the name, or the text begins several ids.</exception>
    public static T Find<T>(string kind, IReadOnlyCollection<T> objects, string reference, Func<T, ObjectId> idOf, Func<T, string> nameOf)
        where T : class
    {
        if (ObjectId.TryParse(reference, out var id) && objects.FirstOrDefault(item => idOf(item) == id) is { } byId)
        {
            return byId;
        }

        var byName = objects.Where(item => string.Equals(nameOf(item), reference, StringComparison.Ordinal)).Take(2).ToArray();
        var found = byName.Length > 0 || reference.Length == 0 ? byName : objects.Where(item => idOf(item).StartsWith(reference)).Take(2).ToArray();
        return found switch
        {
            [var only] => only,
            [] => throw new ObjectNotFoundException(kind, reference, $"list the {Plural(kind)} with `netctl {kind} ls`"),
            _ => throw new InvalidRequestException(
                $"{kind} reference '{reference}'",
                byName.Length > 0 ? "several have that name" : "it is the beginning of several ids",
                byName.Length > 0 ? "give the id" : "give more digits of the id, or the name"),
        };
    }

    private static string Plural(string kind) => kind.EndsWith('x') ? $"{kind}es" : $"{kind}s";
}
