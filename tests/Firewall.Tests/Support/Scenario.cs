using NetController.Firewall.Policies;

namespace NetController.Firewall.Tests.Support;

/// <summary>A situation whose rules are pinned by a golden and shown on a page of the documentation.</summary>
/// <param name="Name">The name of its files.</param>
/// <param name="Title">The title of its page.</param>
/// <param name="Story">What it is and what its rules do.</param>
/// <param name="Policies">The networks.</param>
internal sealed record Scenario(string Name, string Title, string Story, params NetworkPolicy[] Policies)
{
    public HostPolicy Host { get; init; } = new();

    /// <summary>The endpoints in those networks.</summary>
    public EndpointPolicy[] Endpoints { get; init; } = [];

    /// <summary>The change that brings it about.</summary>
    public FirewallChange Change => new() { Set = [.. Policies], SetEndpoints = [.. Endpoints], Host = Host };

    /// <summary>What is in force then.</summary>
    public PolicyBook Book => PolicyBook.Empty.With(Change);

    public override string ToString() => Name;
}
