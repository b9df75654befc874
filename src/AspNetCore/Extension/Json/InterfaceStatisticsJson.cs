namespace NetController.AspNetCore.Extension.Json;

/// <summary>What went through an interface of a sandbox.</summary>
internal sealed record InterfaceStatisticsJson(
    string Interface,
    ulong ReceivedBytes,
    ulong ReceivedPackets,
    ulong ReceiveErrors,
    ulong ReceiveDropped,
    ulong SentBytes,
    ulong SentPackets,
    ulong SendErrors,
    ulong SendDropped);
