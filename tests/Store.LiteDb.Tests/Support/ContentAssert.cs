namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Compares contents record by record, and by value.</summary>
internal static class ContentAssert
{
    public static void AreEqual(StateContent actual, StateContent expected) => Assert.Multiple(() =>
    {
        Assert.That(actual.Instance, Is.EqualTo(expected.Instance));
        AreEqual(actual.Networks, expected.Networks, "networks");
        AreEqual(actual.Endpoints, expected.Endpoints, "endpoints");
        AreEqual(actual.Sandboxes, expected.Sandboxes, "sandboxes");
        AreEqual(actual.HostChanges, expected.HostChanges, "host changes");
    });

    // By id first: the records themselves make long reading.
    private static void AreEqual<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> actual, IReadOnlyDictionary<TKey, TValue> expected, string what)
    {
        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys), what);
        foreach (var (key, value) in expected)
        {
            Assert.That(actual[key], Is.EqualTo(value), what);
        }
    }
}
