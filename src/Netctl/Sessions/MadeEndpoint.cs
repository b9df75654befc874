using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.Sessions;

/// <summary>An endpoint that was just made.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Unserved">The ports that nobody serves once the command has ended.</param>
internal sealed record MadeEndpoint(EndpointJson Endpoint, ImmutableArray<PublishedPorts> Unserved);
