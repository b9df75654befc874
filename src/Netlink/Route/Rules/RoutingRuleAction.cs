namespace NetController.Netlink;

/// <summary>What a routing rule does with the packets it matches (<c>FR_ACT_*</c>, linux/fib_rules.h).</summary>
public enum RoutingRuleAction : byte
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>Looks in a table, and goes on with the next rule when there is no route. <c>lookup</c>.</summary>
    Lookup = 1,

    /// <summary>Goes on with the rule of a certain priority. <c>goto</c>.</summary>
    GoTo = 2,

    /// <summary>Nothing: a place to go to. <c>nop</c>.</summary>
    Nothing = 3,

    /// <summary>Drops silently. <c>blackhole</c>.</summary>
    Blackhole = 6,

    /// <summary>Answers as unreachable. <c>unreachable</c>.</summary>
    Unreachable = 7,

    /// <summary>Answers as prohibited. <c>prohibit</c>.</summary>
    Prohibit = 8,
}
