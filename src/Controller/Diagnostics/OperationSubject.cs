using System.Diagnostics;

namespace NetController.Diagnostics;

/// <summary>What an operation is about, for its span.</summary>
internal readonly record struct OperationSubject(string? Network = null, string? Sandbox = null, string? Endpoint = null)
{
    public void Tag(Activity span)
    {
        // A null value sets no tag.
        span.SetTag("netcontroller.network", Network);
        span.SetTag("netcontroller.sandbox", Sandbox);
        span.SetTag("netcontroller.endpoint", Endpoint);
    }
}
