namespace NetController.Controller.Tests;

/// <summary>A network is found by whole id, by name, or by the unique beginning of an id, in this order.</summary>
[TestFixture]
internal sealed class LookupTests
{
    [Test]
    public async Task An_id_wins_over_a_name_and_a_name_over_the_beginning_of_an_id()
    {
        await using var controller = await new Testbed().InitializeAsync();
        var first = await controller.CreateNetworkAsync(Testbed.Bridge("first"));
        var namedLikeAnId = await controller.CreateNetworkAsync(Testbed.Bridge(first.Id.ToString()));
        var namedLikeAPrefix = await controller.CreateNetworkAsync(Testbed.Bridge(first.Id.Short));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(controller.GetNetwork(first.Id.ToString()), Is.SameAs(first));
            Assert.That(controller.GetNetwork(first.Id.ToString().ToUpperInvariant()), Is.SameAs(first));
            Assert.That(controller.GetNetwork(first.Id.Short), Is.SameAs(namedLikeAPrefix));
            Assert.That(controller.GetNetwork(first.Id.ToString()[..20]), Is.SameAs(first));
            Assert.That(controller.GetNetwork(namedLikeAnId.Id.Short), Is.SameAs(namedLikeAnId));
        }
    }

    [Test]
    public async Task The_beginning_of_several_ids_is_ambiguous()
    {
        await using var controller = await new Testbed().InitializeAsync();
        for (var i = 0; i < 17; i++)
        {
            await controller.CreateNetworkAsync(Testbed.Bridge($"net-{i}"));
        }

        var shared = controller.Networks.GroupBy(static network => network.Id.ToString()[..1]).First(static group => group.Count() > 1).Key;

        var failure = Assert.Throws<InvalidRequestException>(() => controller.GetNetwork(shared));
        Assert.That(failure!.Problem, Does.Contain("it is the beginning of several ids"));
    }

    [TestCase("nothing")]
    [TestCase("")]
    [TestCase("WEB")]
    [TestCase("we")]
    public async Task What_is_neither_is_not_found(string reference)
    {
        await using var controller = await new Testbed().InitializeAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("web"));

        var failure = Assert.Throws<ObjectNotFoundException>(() => controller.GetNetwork(reference));

        Assert.That(failure!.Problem, Is.EqualTo($"network '{reference}' does not exist"));
    }
}
