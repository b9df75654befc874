namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>What a power cut leaves of what was written and not synced.</summary>
internal abstract class PowerLoss
{
    public static PowerLoss LosesEverything { get; } = new All(keeps: false);

    public static PowerLoss LosesNothing { get; } = new All(keeps: true);

    /// <summary>Keeps the first few operations.</summary>
    public static PowerLoss KeepsSomeOfTheFirst(int seed) => new Prefix(new Random(seed));

    /// <summary>Keeps any operations, torn at sectors.</summary>
    public static PowerLoss KeepsAny(int seed) => new Any(new Random(seed));

    /// <summary>How many of the first <paramref name="count"/> directory operations are kept; those never change their order.</summary>
    public abstract int Kept(int count);

    /// <summary>The operations on a file that are kept.</summary>
    public abstract IEnumerable<T> Keep<T>(IReadOnlyList<T> operations);

    /// <summary>Whether the next sector of a kept write is kept.</summary>
    public virtual bool KeepsSector() => true;

    private sealed class All(bool keeps) : PowerLoss
    {
        public override int Kept(int count) => keeps ? count : 0;

        public override IEnumerable<T> Keep<T>(IReadOnlyList<T> operations) => keeps ? operations : [];
    }

    private sealed class Prefix(Random random) : PowerLoss
    {
        public override int Kept(int count) => random.Next(count + 1);

        public override IEnumerable<T> Keep<T>(IReadOnlyList<T> operations) => operations.Take(random.Next(operations.Count + 1));
    }

    private sealed class Any(Random random) : PowerLoss
    {
        private bool _tears;

        public override int Kept(int count) => random.Next(count + 1);

        public override IEnumerable<T> Keep<T>(IReadOnlyList<T> operations)
        {
            _tears = random.Next(2) == 0;
            return operations.Where(_ => random.Next(3) > 0).ToList();
        }

        public override bool KeepsSector() => !_tears || random.Next(4) > 0;
    }
}
