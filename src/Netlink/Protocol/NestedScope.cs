using System.Diagnostics.CodeAnalysis;

namespace NetController.Netlink;

/// <summary>An open nested attribute of a <see cref="MessageBuilder"/>; disposing it closes the attribute.</summary>
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "A scope is used, never compared.")]
public readonly struct NestedScope : IDisposable
{
    private readonly MessageBuilder _builder;
    private readonly int _start;

    internal NestedScope(MessageBuilder builder, int start)
    {
        _builder = builder;
        _start = start;
    }

    /// <summary>Closes the attribute and writes its length.</summary>
    /// <exception cref="OverflowException">The content is longer than the 65,535 bytes an attribute can hold.</exception>
    public void Dispose() => _builder.CloseNested(_start);
}
