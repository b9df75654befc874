namespace NetController.Controller.Tests.Fakes;

/// <summary>A link of a <see cref="FakeMachine"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its index, new with every link.</param>
/// <param name="Tag">Its alias; null where nobody gave it one.</param>
internal sealed record FakeLink(string Name, int Index, string? Tag)
{
    public int Mtu { get; init; } = 1500;

    public EquatableArray<InterfaceAddress> Addresses { get; init; }
}
