namespace NetController.Netlink.NfTables;

/// <summary>
/// One step of a rule, as the kernel's register machine knows it: it loads a register, compares one, or acts. One derived record per kind of expression, each in a file of its own.
/// </summary>
public abstract record NftExpression
{
    private protected NftExpression()
    {
    }

    /// <summary>The kernel's name of its kind, for example <c>payload</c> (<c>NFTA_EXPR_NAME</c>).</summary>
    public abstract string Kind { get; }

    /// <summary>Checks what the kernel demands of its parts together, which can be given in any order; what it demands of each is checked as that is given.</summary>
    /// <exception cref="ArgumentException">The kernel would refuse it; the message says why.</exception>
    internal virtual void Check()
    {
    }

    /// <summary>Writes the attributes of <c>NFTA_EXPR_DATA</c>.</summary>
    internal abstract void Encode(MessageBuilder request);
}
