namespace NetController.Firewall.NfTables;

/// <summary>What an edit does.</summary>
internal enum TableEditKind
{
    /// <summary>Makes the table.</summary>
    AddTable,

    /// <summary>Deletes the table with all that is in it.</summary>
    DeleteTable,

    /// <summary>Makes a set.</summary>
    AddSet,

    /// <summary>Deletes a set.</summary>
    DeleteSet,

    /// <summary>Deletes a set's elements.</summary>
    FlushSet,

    /// <summary>Makes a chain.</summary>
    AddChain,

    /// <summary>Deletes a chain.</summary>
    DeleteChain,

    /// <summary>Deletes a chain's rules.</summary>
    FlushChain,

    /// <summary>Adds a rule at the end of its chain.</summary>
    AddRule,

    /// <summary>Adds an element.</summary>
    AddElement,

    /// <summary>Deletes an element.</summary>
    DeleteElement,
}
