namespace NetController.Abstractions.Tests;

/// <summary>Gives the same byte over and over.</summary>
internal sealed class ConstantRandom(byte value) : RandomSource
{
    public override void Fill(Span<byte> destination) => destination.Fill(value);
}
