namespace NetController.Netlink.NfTables;

/// <summary>What becomes of a packet; the last word of a rule, and the data of a verdict map.</summary>
/// <param name="Code">What.</param>
/// <param name="Chain">The chain to go to, for <see cref="NftVerdictCode.Jump"/> and <see cref="NftVerdictCode.Goto"/>; otherwise null.</param>
public readonly record struct NftVerdict(NftVerdictCode Code, string? Chain = null)
{
    /// <summary>Let it through this hook; later chains still see it.</summary>
    public static NftVerdict Accept => new(NftVerdictCode.Accept);

    /// <summary>Drop it for good.</summary>
    public static NftVerdict Drop => new(NftVerdictCode.Drop);

    /// <summary>Go on in the chain that led here.</summary>
    public static NftVerdict Return => new(NftVerdictCode.Return);

    /// <summary>Go on with the next rule.</summary>
    public static NftVerdict Continue => new(NftVerdictCode.Continue);

    /// <summary>Go through a chain and come back.</summary>
    /// <param name="chain">Its name.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">No chain can have this name.</exception>
    public static NftVerdict Jump(string chain) => new(NftVerdictCode.Jump, NftName.Check(chain, nameof(chain)));

    /// <summary>Go to a chain and not come back.</summary>
    /// <param name="chain">Its name.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">No chain can have this name.</exception>
    public static NftVerdict Goto(string chain) => new(NftVerdictCode.Goto, NftName.Check(chain, nameof(chain)));

    /// <summary>As nft writes it, for example <c>jump input-allow</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Code switch
    {
        NftVerdictCode.Accept => "accept",
        NftVerdictCode.Drop => "drop",
        NftVerdictCode.Queue => "queue",
        NftVerdictCode.Continue => "continue",
        NftVerdictCode.Break => "break",
        NftVerdictCode.Jump => $"jump {Chain}",
        NftVerdictCode.Goto => $"goto {Chain}",
        NftVerdictCode.Return => "return",
        _ => $"verdict {(int)Code}",
    };
}
