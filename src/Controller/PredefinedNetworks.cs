namespace NetController;

/// <summary>The names that the controller itself gives and takes back.</summary>
public static class PredefinedNetworks
{
    /// <summary>The network without connectivity.</summary>
    public const string None = "none";

    /// <summary>The host's own network stack.</summary>
    public const string Host = "host";

    /// <summary>The default bridge.</summary>
    public const string Bridge = "bridge";

    /// <summary>Kept free because clients use it to mean the default bridge.</summary>
    public const string Default = "default";

    /// <summary>True for a name that users can neither create nor remove.</summary>
    public static bool Contains(string name) => name is None or Host or Bridge or Default;
}
