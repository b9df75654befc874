using System.Collections.Concurrent;

namespace NetController.Drivers.Bridge;

/// <summary>Which links are, or may become, the default bridge's, and what was last proposed for it. Safe to use from several threads.</summary>
internal sealed class DefaultLinks
{
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal) { [DefaultBridgeOptions.DefaultLinkName] = true };
    private volatile BridgeNetworkOptions? _proposed;

    public void Remember(string link) => _names[link] = true;

    public void Propose(BridgeNetworkOptions options)
    {
        _proposed = options;
        Remember(options.LinkName!);
    }

    public bool Contains(string link) => _names.ContainsKey(link);

    /// <summary>True where the options are those of the last proposal: nobody else may call a network the default one.</summary>
    public bool WasProposed(BridgeNetworkOptions options) => options == _proposed;
}
