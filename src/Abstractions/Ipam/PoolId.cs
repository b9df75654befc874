namespace NetController.Ipam;

/// <summary>Names a pool to the IPAM driver that gave it. Only that driver reads the text.</summary>
/// <param name="Value">The driver's own text.</param>
public readonly record struct PoolId(string Value)
{
    /// <summary>The driver's own text.</summary>
    public override string ToString() => Value;
}
