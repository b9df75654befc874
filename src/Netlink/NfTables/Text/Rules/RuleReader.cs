namespace NetController.Netlink.NfTables;

/// <summary>Reads the expressions of a rule one after another as the kernel executes them, and says them in the words of nft(8).</summary>
internal static class RuleReader
{
    internal static NftRuleText Read(NftFamily family, NftExpressionList expressions, Func<string, NftSetContent?>? sets)
    {
        var state = new RuleState(family, sets);
        var isOver = false;
        for (var i = 0; i < expressions.Count; i++)
        {
            if (isOver)
            {
                // nft refuses what could never be reached.
                state.AtBest(NftTextFidelity.Incomplete);
            }

            var isRange = i + 1 < expressions.Count && IsRange(expressions[i], expressions[i + 1]);
            if (isRange)
            {
                MatchText.Compare(state, (NftCompare)expressions[i], (NftCompare)expressions[++i]);
            }
            else if (!Load(state, expressions[i]))
            {
                Say(state, expressions[i]);
            }

            isOver |= IsTerminal(expressions[i]);
        }

        Finish(state);
        return new NftRuleText(state.Items.ToString(), state.Fidelity);
    }

    // What is loaded and not used has an effect: the rule ends where it cannot be loaded.
    private static void Finish(RuleState state)
    {
        foreach (var unused in state.Registers.Unused)
        {
            state.Add(state.Unsayable(unused.Text));
        }

        if (state.Registers.HasUnusedConstants)
        {
            state.AtBest(NftTextFidelity.Equivalent);
        }

        if (state.Items.Count == 0)
        {
            state.Add(state.Unsayable("nothing"));
        }
    }

    private static bool Load(RuleState state, NftExpression expression)
    {
        switch (expression)
        {
            case NftPayload payload: LoadText.Payload(state, payload); break;
            case NftMeta meta: LoadText.Meta(state, meta); break;
            case NftConntrack conntrack: LoadText.Conntrack(state, conntrack); break;
            case NftFib fib: LoadText.Fib(state, fib); break;
            case NftRouteData route: LoadText.RouteData(state, route); break;
            case NftExtensionHeader header: LoadText.ExtensionHeader(state, header); break;
            case NftImmediate immediate: state.Load(immediate.Destination, Operand.Of(immediate.Value)); break;
            case NftBitwise bitwise: LoadText.Bitwise(state, bitwise); break;
            case NftShift shift: LoadText.Shift(state, shift); break;
            case NftByteOrder order: LoadText.ByteOrder(state, order); break;
            default: return false;
        }

        return true;
    }

    private static void Say(RuleState state, NftExpression expression)
    {
        switch (expression)
        {
            case NftCompare compare: MatchText.Compare(state, compare, upper: null); break;
            case NftRange range: MatchText.Range(state, range); break;
            case NftLookup lookup: LookupText.Add(state, lookup); break;
            case NftDynamicSet dynamic: DynamicSetText.Add(state, dynamic); break;
            case NftMetaSet set: AssignmentText.Add(state, set); break;
            case NftConntrackSet set: AssignmentText.Add(state, set); break;
            case NftPayloadWrite write: AssignmentText.Add(state, write); break;
            case NftExtensionHeaderWrite write: AssignmentText.Add(state, write); break;
            case NftNat nat: NatText.Add(state, nat); break;
            case NftMasquerade masquerade: NatText.Add(state, masquerade); break;
            case NftRedirect redirect: NatText.Add(state, redirect); break;
            case NftReject reject: RejectText.Add(state, reject); break;
            case NftLog log: LogText.Add(state, log); break;
            case NftNoTrack: state.Add("notrack"); break;
            case NftVerdictStatement statement: state.Add(Verdict(state, statement.Verdict)); break;
            case var other: state.Add(StatementText.OfSet(other) ?? state.Unsayable(other.Kind)); break;
        }
    }

    private static string Verdict(RuleState state, NftVerdict verdict) => verdict.Code is NftVerdictCode.Queue or NftVerdictCode.Break || !Enum.IsDefined(verdict.Code)
        || (verdict.Chain is { } chain && !NftTypable.Is(chain))
        ? state.Unsayable(verdict.ToString())
        : verdict.ToString();

    private static bool IsRange(NftExpression first, NftExpression second) =>
        first is NftCompare { Comparison: NftComparison.GreaterOrEqual } lower && second is NftCompare { Comparison: NftComparison.LessOrEqual } upper
        && lower.Source == upper.Source && lower.Value.Length == upper.Value.Length && lower.Value.Bytes.SequenceCompareTo(upper.Value.Bytes) <= 0;

    private static bool IsTerminal(NftExpression expression) => expression is NftNat or NftMasquerade or NftRedirect or NftReject
        || expression is NftVerdictStatement { Verdict.Code: not NftVerdictCode.Continue };
}
