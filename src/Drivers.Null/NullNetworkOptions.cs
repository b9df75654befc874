namespace NetController.Drivers.Null;

/// <summary>Asks for the network without connectivity: its sandboxes have a loopback interface and nothing else. It has no options.</summary>
public sealed record NullNetworkOptions : NetworkOptions;
