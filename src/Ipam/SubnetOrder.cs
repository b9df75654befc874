namespace NetController.Ipam;

/// <summary>
/// Orders subnets by their addresses and calls those that overlap equal. Among subnets that do not overlap each other it is an
/// order, and looking up any subnet in it finds one that overlaps.
/// </summary>
internal sealed class SubnetOrder : IComparer<IPPrefix>
{
    public static SubnetOrder Instance { get; } = new();

    public int Compare(IPPrefix x, IPPrefix y)
    {
        if (x.Family != y.Family)
        {
            return x.Family.CompareTo(y.Family);
        }

        return x.Last < y.First ? -1 : x.First > y.Last ? 1 : 0;
    }
}
