using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace NetDaemon.Options;

/// <summary>How the daemon works.</summary>
internal sealed record DaemonOptions
{
    /// <summary>Where it listens.</summary>
    public required ImmutableArray<ListenAddress> Hosts { get; init; }

    /// <summary>The group of the Unix sockets; null for dockerd's, if the host has it.</summary>
    public required string? Group { get; init; }

    /// <summary>Keeps the state across restarts.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Run-time files.</summary>
    public required string ExecRoot { get; init; }

    /// <summary>The pid file.</summary>
    public required string PidFile { get; init; }

    /// <summary>The least serious log entries that are written.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>Whether log entries are JSON objects.</summary>
    public required bool LogsJson { get; init; }

    /// <summary>How long an orderly stop may take.</summary>
    public required TimeSpan ShutdownTimeout { get; init; }

    /// <summary>What TLS needs; null where no TCP address is listened on.</summary>
    public required TlsFiles? Tls { get; init; }

    /// <summary>The controller's own configuration.</summary>
    public required IConfiguration Network { get; init; }

    /// <summary>All that was given, by flag.</summary>
    public required IReadOnlyDictionary<string, Setting> Given { get; init; }

    /// <summary>Whether a switch of the command line is on.</summary>
    public bool Asks(DaemonOption option) => Given.TryGetValue(option.Flag, out var setting) && setting.Values[^1] == "true";
}

/// <summary>The files of TLS, each PEM.</summary>
/// <param name="Ca">Certificates that sign the clients'.</param>
/// <param name="Certificate">The daemon's certificate.</param>
/// <param name="Key">The daemon's private key.</param>
internal sealed record TlsFiles(string Ca, string Certificate, string Key);
