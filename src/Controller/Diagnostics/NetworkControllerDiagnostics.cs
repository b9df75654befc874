namespace NetController;

/// <summary>Under which names a controller is measured and traced: what to give to an OpenTelemetry builder, <c>dotnet-counters</c> or a listener.</summary>
public static class NetworkControllerDiagnostics
{
    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/> of every controller.</summary>
    public const string MeterName = "NetController";

    /// <summary>The <see cref="System.Diagnostics.ActivitySource"/> of every controller.</summary>
    public const string ActivitySourceName = "NetController";
}
