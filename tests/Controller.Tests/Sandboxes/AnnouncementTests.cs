using System.Net;
using NetController.Sandboxes;

namespace NetController.Controller.Tests.Sandboxes;

/// <summary>The packets of an announcement, byte for byte.</summary>
[TestFixture]
internal sealed class AnnouncementTests
{
    private static readonly byte[] Mac = [0x02, 0x42, 0x0a, 0x00, 0x00, 0x05];

    [Test]
    public void A_gratuitous_request_asks_everybody_for_the_senders_own_address() => Assert.That(
        Convert.ToHexStringLower(AnnouncementPackets.ArpRequest(Mac, IPAddress.Parse("10.0.0.5"))),
        Is.EqualTo("ffffffffffff" + "02420a000005" + "0806" + "0001" + "0800" + "06" + "04" + "0001" + "02420a000005" + "0a000005" + "000000000000" + "0a000005"));

    [Test]
    public void An_unsolicited_advertisement_overrides_what_neighbours_know() => Assert.That(
        Convert.ToHexStringLower(AnnouncementPackets.NeighborAdvertisement(Mac, IPAddress.Parse("fd00::5"))),
        Is.EqualTo("88" + "00" + "0000" + "20000000" + "fd000000000000000000000000000005" + "02" + "01" + "02420a000005"));
}
