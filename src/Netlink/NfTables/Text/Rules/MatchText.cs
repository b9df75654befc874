namespace NetController.Netlink.NfTables;

/// <summary>Comparisons with constants: <c>ip saddr 10.0.0.0/8</c>, <c>tcp dport 80-90</c>, <c>iifname "br*"</c>.</summary>
internal static class MatchText
{
    private const int BitsPerByte = 8;

    /// <summary>Writes a comparison, with the one after it where both together are a range.</summary>
    internal static void Compare(RuleState state, NftCompare comparison, NftCompare? upper)
    {
        var length = comparison.Value.Length;
        if (state.Registers.Collect(comparison.Source, length) is { Count: > 1 } cells && cells[0].Operand.Length < length)
        {
            CompareEach(state, comparison, cells);
            return;
        }

        var operand = state.Use(comparison.Source);
        if (upper is not null)
        {
            AddRange(state, operand, comparison.Value, upper.Value, isNegated: false);
        }
        else
        {
            Add(state, operand, comparison.Comparison, comparison.Value);
        }
    }

    /// <summary>Writes a comparison with a range. nft itself has that expression only for what is outside.</summary>
    internal static void Range(RuleState state, NftRange range)
    {
        if (!range.IsNegated)
        {
            state.AtBest(NftTextFidelity.Equivalent);
        }

        AddRange(state, state.Use(range.Source), range.From, range.To, range.IsNegated);
    }

    /// <summary>The word between what is compared and with what; equality is usually left unsaid.</summary>
    internal static string Sign(NftComparison comparison, bool sayEqual = false) => comparison switch
    {
        NftComparison.Equal => sayEqual ? " == " : " ",
        NftComparison.NotEqual => " != ",
        NftComparison.Less => " < ",
        NftComparison.LessOrEqual => " <= ",
        NftComparison.Greater => " > ",
        _ => " >= ",
    };

    internal static bool IsOrder(NftComparison comparison) => comparison is not (NftComparison.Equal or NftComparison.NotEqual);

    private static void AddRange(RuleState state, Operand operand, NftValue from, NftValue to, bool isNegated)
    {
        if (operand.Part is { } part && part.TryShift(from) is { } low && part.TryShift(to) is { } high)
        {
            (operand, from, to) = (operand with { Length = low.Length }, low, high);
        }
        else if (operand.Part is not null)
        {
            operand = operand with { IsUnsayable = true };
        }

        var sign = isNegated ? " != " : " ";
        var isSayable = !operand.IsUnsayable && !operand.IsPresence && operand.Constant is null && operand.Shifted.Length == 0 && operand.Length == from.Length && (operand.IsRaw || !operand.Type.IsText)
            && !IsOrderedWrongly(operand);
        var text = isSayable && ValueText.Say(operand, from, isBound: true) is { } first && ValueText.Say(operand, to, isBound: true) is { } last
            ? $"{ValueText.Of(operand)}{sign}{first}-{last}"
            : state.Unsayable($"{ValueText.Of(operand)}{sign}{from}-{to}");
        if (operand.Mask is not null)
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        state.Add(text, operand);
    }

    private static void Add(RuleState state, Operand operand, NftComparison comparison, NftValue value)
    {
        if (operand.IsUnsayable || operand.Constant is not null || operand.Shifted.Length > 0 || value.Length > operand.Length)
        {
            state.Add(state.Unsayable($"{ValueText.Of(operand)}{Sign(comparison)}{value}"), operand);
        }
        else if (operand.Part is not null || operand.Mask is not null)
        {
            state.Add(BitMatchText.Format(state, operand, comparison, value), operand);
        }
        else if (value.Length < operand.Length || operand.Shortened is not null)
        {
            AddBeginning(state, operand, comparison, value);
        }
        else
        {
            AddWhole(state, operand, comparison, value);
        }
    }

    /// <summary>A comparison with the first bytes of something longer.</summary>
    private static void AddBeginning(RuleState state, Operand operand, NftComparison comparison, NftValue value)
    {
        if (operand.Shortened is { } field)
        {
            var isWhole = value.Length == operand.Length && !IsOrder(comparison);
            var named = new Operand($"{operand.Header!.Name} {field.Name}", field.Type, field.Length) { Needs = [operand.Header] };
            Add(state, isWhole ? named : operand with { Shortened = null }, comparison, value);
            return;
        }

        var type = operand.Type;
        if (operand.IsRaw)
        {
            AddRawBeginning(state, operand, comparison, value);
        }
        else if (IsOrder(comparison) || operand.IsTurned || type.IsHostNumber)
        {
            state.Add(state.Unsayable($"{operand.Text}{Sign(comparison)}{value}"), operand);
        }
        else if (type.IsText)
        {
            state.Add(
                TextPattern.Of(value) is { } pattern ? $"{operand.Text}{Sign(comparison)}{pattern}" : state.Unsayable($"{operand.Text}{Sign(comparison)}{value}*"), operand);
        }
        else if (type.HasPrefixes)
        {
            if (operand.Place is not null)
            {
                state.AtBest(NftTextFidelity.Equivalent);
            }

            var filled = new byte[operand.Length];
            value.Bytes.CopyTo(filled);
            state.Add($"{operand.Text}{Sign(comparison)}{type.Format(filled)}/{value.Length * BitsPerByte}", operand);
        }
        else
        {
            AddRawBeginning(state, operand, comparison, value);
        }
    }

    /// <summary>A comparison with fewer bytes of the packet than were loaded; nft would load only those.</summary>
    private static void AddRawBeginning(RuleState state, Operand operand, NftComparison comparison, NftValue value)
    {
        if (operand.Place is not { } place)
        {
            state.Add(state.Unsayable($"{operand.Text}{Sign(comparison)}{value}"), operand);
            return;
        }

        state.AtBest(NftTextFidelity.Equivalent);
        AddWhole(state, LoadText.Bytes(state.Protocols, place with { Length = value.Length }) with { Shortened = null }, comparison, value);
    }

    private static void AddWhole(RuleState state, Operand operand, NftComparison comparison, NftValue value)
    {
        if (comparison is NftComparison.Equal && operand.IsRaw && operand.Place is { } wide && operand.Header?.Tile(wide) is { Length: > 1 } tiles && !state.Items.Disturbs(wide))
        {
            JoinedMatchText.Add(state, operand.Header, wide, tiles, value);
            return;
        }

        var isOrder = IsOrder(comparison);
        if ((isOrder && (IsOrderedWrongly(operand) || operand.IsPresence)) || ValueText.Say(operand, value) is not { } right || operand.Type.Id == NftDataType.ConntrackLabel.Id)
        {
            state.Add(state.Unsayable($"{operand.Text}{Sign(comparison)}{value}"), operand);
            return;
        }

        if (!isOrder && operand.IsTurned)
        {
            state.AtBest(NftTextFidelity.Equivalent);
        }

        var compares = isOrder ? null : operand.Place;
        var isNegated = comparison is NftComparison.NotEqual;
        var states = Stated(operand, comparison, value);
        if (compares is { } place && state.Items.Joins(place, isNegated))
        {
            // As a prefix of its whole length it stays a comparison of its own.
            right = $"{ValueText.Say(operand, value, isBound: true)}/{place.Length * BitsPerByte}";
            compares = null;
            if (states is not null)
            {
                state.AtBest(NftTextFidelity.Equivalent);
            }
        }

        state.Items.Add(new RuleItem($"{operand.Text}{Sign(comparison, operand.Type.IsBits && !operand.IsRaw)}{right}", state.Protocols)
        {
            States = states,
            Compares = compares,
            IsNegated = isNegated,
            Needs = operand.Needs,
        });
        if (states is { } dependency)
        {
            state.Protocols = state.Protocols.After(dependency);
        }
    }

    /// <summary>nft compares no concatenation with a single value, so each part gets a comparison of its own.</summary>
    private static void CompareEach(RuleState state, NftCompare comparison, List<RegisterFile.Cell> cells)
    {
        var operands = cells.Select(cell => state.Use(cell, cell.Slot)).ToList();
        state.AtBest(comparison.Comparison is NftComparison.Equal ? NftTextFidelity.Equivalent : NftTextFidelity.Incomplete);
        var at = 0;
        foreach (var operand in operands)
        {
            var length = Math.Min(operand.Length, comparison.Value.Length - at);
            if (length > 0)
            {
                Add(state, operand, comparison.Comparison, new NftValue(comparison.Value.Bytes.Slice(at, length)));
            }

            at += Math.Max(1, Protocol.Alignment.Up(operand.Length));
        }
    }

    /// <summary>Order has a meaning in network byte order only.</summary>
    private static bool IsOrderedWrongly(Operand operand) => operand.Type.IsHostNumber != operand.IsTurned && operand.Length > 1;

    private static Dependency? Stated(Operand operand, NftComparison comparison, NftValue value)
    {
        if (operand.Decides is not { } kind || comparison is not NftComparison.Equal || operand.IsTurned)
        {
            return null;
        }

        var bytes = value.Bytes.ToArray();
        if (operand.Type.IsHostNumber && BitConverter.IsLittleEndian)
        {
            bytes.AsSpan().Reverse();
        }

        return new Dependency(kind, (int)BigEndian.Read(bytes));
    }
}
