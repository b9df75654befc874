namespace NetController;

/// <summary>What went through an interface of a sandbox; <c>ip -s link show dev NAME</c> inside.</summary>
/// <param name="Name">The interface.</param>
public sealed record InterfaceStatistics(string Name)
{
    /// <summary>Bytes received.</summary>
    public ulong ReceivedBytes { get; init; }

    /// <summary>Packets received.</summary>
    public ulong ReceivedPackets { get; init; }

    /// <summary>Packets received with errors.</summary>
    public ulong ReceiveErrors { get; init; }

    /// <summary>Packets dropped on the way in.</summary>
    public ulong ReceiveDropped { get; init; }

    /// <summary>Bytes sent.</summary>
    public ulong SentBytes { get; init; }

    /// <summary>Packets sent.</summary>
    public ulong SentPackets { get; init; }

    /// <summary>Packets that could not be sent.</summary>
    public ulong SendErrors { get; init; }

    /// <summary>Packets dropped on the way out.</summary>
    public ulong SendDropped { get; init; }
}
