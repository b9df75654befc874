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

    /// <summary>Asks for many bytes at once: for the few of an id the way to the generator is many times as long as what it does there.</summary>
    private sealed class SecureRandomSource : RandomSource
    {
        private readonly Lock _lock = new();
        private readonly byte[] _stock = new byte[1024];
        private int _left;

        public override void Fill(Span<byte> destination)
        {
            if (destination.Length > _stock.Length)
            {
                RandomNumberGenerator.Fill(destination);
                return;
            }

            lock (_lock)
            {
                if (_left < destination.Length)
                {
                    RandomNumberGenerator.Fill(_stock);
                    _left = _stock.Length;
                }

                _left -= destination.Length;
                _stock.AsSpan(_left, destination.Length).CopyTo(destination);
            }
        }
    }
}
