using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NetController.Hosting.Configuration;

/// <summary>
/// A section of the configuration that a host's options are bound to. What cannot be bound is left out here and told by <see cref="Problems"/>,
/// so that all of it is told at once: the binder itself ends at the first value of a wrong type, and passes over unknown keys and lists that are none.
/// </summary>
internal sealed class OptionsSection(IConfiguration section) : IConfigureOptions<NetworkControllerHostOptions>
{
    private static readonly ImmutableArray<OptionForm> Forms = OptionForm.Of(typeof(NetworkControllerHostOptions).GetProperties());
    private static readonly ImmutableArray<OptionForm> BridgeForms = OptionForm.Of(typeof(DefaultBridgeHostOptions).GetProperties());

    /// <inheritdoc/>
    public void Configure(NetworkControllerHostOptions options)
    {
        var readable = Read().Where(static entry => entry.Problem is null && entry.Value is not null)
            .Select(static entry => KeyValuePair.Create(entry.Key, entry.Value));
        new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Bind(options);
    }

    /// <summary>Unknown keys and values of a wrong type, one sentence each.</summary>
    public ImmutableArray<string> Problems() => [.. Read().Select(static entry => entry.Problem).OfType<string>()];

    /// <summary>Every value with the key that the binder knows it by, or what is wrong with it.</summary>
    private IEnumerable<Entry> Read() => section is IConfigurationSection { Value: { Length: > 0 } text }
        ? [new Entry("", text, $"the section '{text}' is not a group of options")]
        : Read(section, Forms, "");

    private static IEnumerable<Entry> Read(IConfiguration section, ImmutableArray<OptionForm> forms, string prefix)
    {
        foreach (var child in section.GetChildren())
        {
            var form = forms.FirstOrDefault(form => string.Equals(form.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            if (form is null)
            {
                yield return new Entry(child.Key, null, $"{prefix}{child.Key} is no option; the options are: {string.Join(", ", forms.Select(static form => form.Name))}");
                continue;
            }

            // The key as the options have it, whatever its letters' case.
            var key = prefix + form.Name;
            var problem = form.Problem(child);
            var inner = problem is not null || form.Accepts is not null ? [new Entry(key, child.Value, problem is null ? null : $"{key} {problem}")]
                : form.IsList ? Items(child, key)
                : Read(child, BridgeForms, $"{key}:");
            foreach (var entry in inner)
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<Entry> Items(IConfigurationSection list, string key) => list.GetChildren().Select(item =>
    {
        var path = $"{key}:{item.Key}";
        var problem = item.GetChildren().Any() ? "a list or a group of keys" : item.Value is null ? "null" : null;
        return new Entry(path, item.Value, problem is null ? null : $"{path} is {problem}, not a text");
    });

    private sealed record Entry(string Key, string? Value, string? Problem);
}
