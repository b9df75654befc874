using System.Security.Cryptography;

namespace NetController;

/// <summary>Where ids and MAC addresses take their randomness from, so that a test can make them repeat.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public abstract class RandomSource
{
    /// <summary>The operating system's generator; see random(7).</summary>
    public static RandomSource Secure { get; } = new SecureRandomSource();

    /// <summary>Fills <paramref name="destination"/> with random bytes.</summary>
    public abstract void Fill(Span<byte> destination);

    private sealed class SecureRandomSource : RandomSource
    {
        public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
    }
}
