namespace NetController.Firewall.NfTables;

/// <summary>How an object of ours is found in the kernel.</summary>
internal enum ObservedState
{
    /// <summary>As it should be.</summary>
    Same,

    /// <summary>Not at all.</summary>
    Missing,

    /// <summary>As something else: a set with other keys, a chain at another hook.</summary>
    Other,
}
