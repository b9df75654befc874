namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class InitializeTests
{
    [Test]
    public async Task A_fresh_machine_gets_none_host_and_bridge()
    {
        var bed = new Testbed();

        await using var controller = await bed.InitializeAsync();

        await bed.AssertConvergedAsync(controller, "bridge", "host", "none");
        Assert.That(controller.Report.Created, Is.EqualTo(new[] { "none", "host", "bridge" }));
    }
}
