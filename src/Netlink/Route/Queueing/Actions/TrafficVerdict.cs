namespace NetController.Netlink;

/// <summary>What becomes of a packet after an action (<c>TC_ACT_*</c>, linux/pkt_cls.h).</summary>
public enum TrafficVerdict
{
    /// <summary>The next filter looks at it. <c>continue</c>.</summary>
    Continue = -1,

    /// <summary>It passes. <c>ok</c>.</summary>
    Accept = 0,

    /// <summary>It is looked at from the beginning. <c>reclassify</c>.</summary>
    Reclassify = 1,

    /// <summary>It is dropped. <c>drop</c>.</summary>
    Drop = 2,

    /// <summary>The next action of the filter follows. <c>pipe</c>.</summary>
    Pipe = 3,

    /// <summary>It goes elsewhere and is done with here. <c>stolen</c>.</summary>
    Stolen = 4,
}
