using System.Net;

namespace NetController.Netlink.Tests;

public sealed class ValueTests
{
    [Test]
    public void Hardware_addresses_are_equal_by_content_whatever_their_length()
    {
        var infiniband = string.Join(':', Enumerable.Range(1, 20).Select(static i => i.ToString("x2")));
        Assert.That(HardwareAddress.Parse(infiniband), Is.EqualTo(HardwareAddress.Parse(infiniband.ToUpperInvariant())));
        Assert.That(HardwareAddress.Parse(infiniband).ToString(), Is.EqualTo(infiniband));
        Assert.That(HardwareAddress.Parse("02:42:00:00:00:01"), Is.Not.EqualTo(HardwareAddress.Parse("02:42:00:00:00:02")));
        Assert.That(HardwareAddress.Parse("02:42:00:00:00:00"), Is.Not.EqualTo(HardwareAddress.Parse("02:42")));
        Assert.That(default(HardwareAddress).ToString(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("02:42:00:00:00:")]
    [TestCase("02-42-00-00-00-01")]
    [TestCase("0242.0000.0001")]
    [TestCase("2:42:0:0:0:1")]
    [TestCase("02:42:00:00:00:0g")]
    public void Other_notations_are_no_hardware_address(string text) => Assert.That(() => HardwareAddress.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void Routes_with_equal_hops_are_equal()
    {
        static Route Make() => new()
        {
            Destination = IPNetwork.Parse("10.0.0.0/8"),
            NextHops = ValueList.Create<RouteNextHop>([new RouteNextHop { Gateway = IPAddress.Parse("10.0.0.1"), Weight = 3 }]),
        };
        var (one, other) = (Make(), Make());
        Assert.That(one, Is.EqualTo(other));
        Assert.That(Make() with { NextHops = default }, Is.Not.EqualTo(Make()));
    }

    [Test]
    public void A_nested_attribute_that_outgrows_its_length_field_is_refused()
    {
        using var socket = new FakeKernel().Socket();
        using var request = socket.Begin(16, MessageFlags.None, "x");
        Assert.That(() => request.WriteBytes((Sixteen)1, new byte[65_536]), Throws.TypeOf<OverflowException>());
        Assert.That(() => TooMuch(request), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void The_builder_grows_with_what_is_written()
    {
        var kernel = new FakeKernel().Answer(FakeKernel.Acknowledgement(1));
        using var socket = kernel.Socket();
        using var request = socket.Begin(16, MessageFlags.None, "x");
        for (var i = 0; i < 100; i++)
        {
            request.WriteBytes((Sixteen)i, new byte[1000]);
        }

        socket.Execute(request);
        Assert.That(kernel.Sent[0], Has.Length.EqualTo(16 + (100 * 1004)));
    }

    private static void TooMuch(MessageBuilder request)
    {
        using var nest = request.Nest((Sixteen)1);
        request.WriteBytes((Sixteen)2, new byte[40_000]);
        request.WriteBytes((Sixteen)3, new byte[40_000]);
    }

    private enum Sixteen : ushort
    {
        None,
    }
}
