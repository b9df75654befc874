namespace NetController.Controller.Tests.Sandboxes;

/// <summary>An address is announced some times over, and only while its endpoint is attached.</summary>
[TestFixture]
internal sealed class AnnouncingTests
{
    [Test]
    public async Task An_endpoint_that_has_left_is_announced_no_more_though_another_has_its_interface_name()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var (a, b) = (await controller.CreateNetworkAsync(Testbed.Bridge("a", "10.1.0.0/24")), await controller.CreateNetworkAsync(Testbed.Bridge("b", "10.2.0.0/24")));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("c1"));
        await controller.ConnectAsync(a, box);
        Assert.That(() => bed.Machine.Announced, Has.Count.EqualTo(1).After(5000, 5));

        await controller.DisconnectAsync(a, box);
        await controller.ConnectAsync(b, box);
        for (var waited = 0; waited < 1000 && Announced("eth0 10.2.0.2/24") < 3; waited++)
        {
            bed.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.That((Announced("eth0 10.1.0.2/24"), Announced("eth0 10.2.0.2/24")), Is.EqualTo((1, 3)));

        int Announced(string what)
        {
            var times = 0;
            bed.Machine.Change(() => times = bed.Machine.Announced.Count(announced => announced == what));
            return times;
        }
    }
}
