namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Compares contents record by record, and by value.</summary>
internal static class ContentAssert
{
    public static void AreEqual(StateContent actual, StateContent expected) => Assert.Multiple(() =>
    {
        Assert.That(actual.Instance, Is.EqualTo(expected.Instance));
        Assert.That(actual.Networks, Is.EquivalentTo(expected.Networks));
        Assert.That(actual.Endpoints, Is.EquivalentTo(expected.Endpoints));
        Assert.That(actual.Sandboxes, Is.EquivalentTo(expected.Sandboxes));
        Assert.That(actual.HostChanges, Is.EquivalentTo(expected.HostChanges));
    });
}
