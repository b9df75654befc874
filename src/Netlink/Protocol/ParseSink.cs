using System.Collections.Immutable;

namespace NetController.Netlink.Protocol;

/// <summary>Turns each message into an object and gathers the objects.</summary>
internal struct ParseSink<T>(MessageParser<T> parse) : IMessageSink, IDisposable
    where T : class
{
    private ResultList<T> _results;

    internal readonly T? First => _results.First;

    public void Begin() => _results.Clear();

    public void Take(scoped MessageReader message)
    {
        if (parse(message) is { } item)
        {
            _results.Add(item);
        }
    }

    internal readonly ImmutableArray<T> ToImmutableArray() => _results.ToImmutableArray();

    public void Dispose() => _results.Dispose();
}
