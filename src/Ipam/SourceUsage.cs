namespace NetController.Ipam;

/// <summary>Counts how many subnets of a default pool overlap what networks hold.</summary>
internal static class SourceUsage
{
    /// <param name="template">The default pool.</param>
    /// <param name="held">The held subnets in order; no two overlap.</param>
    public static PoolSource Count(AddressPoolTemplate template, IEnumerable<IPPrefix> held)
    {
        var (@base, size) = (template.Base, template.Size);
        var shift = @base.Family.Bits() - size;
        var total = UInt128.One << (size - @base.Length);
        var inUse = UInt128.Zero;
        var next = UInt128.Zero;
        foreach (var subnet in held.Where(@base.Overlaps))
        {
            // Several small pools may share one subnet, which counts once.
            var first = UInt128.Max(next, (UInt128.Max(subnet.First, @base.First) - @base.First) >> shift);
            next = ((UInt128.Min(subnet.Last, @base.Last) - @base.First) >> shift) + 1;
            inUse += next - first;
        }

        return new PoolSource(@base, size, total, inUse);
    }
}
