using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace NetController.Hosting.Configuration;

/// <summary>What a key of the configuration takes, by the type of its option.</summary>
/// <param name="Name">The key.</param>
/// <param name="Expected">What it takes, in words.</param>
/// <param name="Accepts">Whether a text can be turned into it; null where it takes no single text.</param>
internal sealed record OptionForm(string Name, string Expected, Func<string, bool>? Accepts)
{
    /// <summary>Whether it takes a list of texts.</summary>
    public bool IsList { get; private init; }

    /// <summary>The keys, sorted, of an options type.</summary>
    public static ImmutableArray<OptionForm> Of(PropertyInfo[] properties) =>
        [.. properties.OrderBy(static property => property.Name, StringComparer.Ordinal).Select(static property => Of(property.Name, property.PropertyType))];

    private static OptionForm Of(string name, Type type)
    {
        var taken = Nullable.GetUnderlyingType(type) ?? type;
        if (taken == typeof(IList<string>))
        {
            return new OptionForm(name, "a list of texts", null) { IsList = true };
        }

        if (taken == typeof(string))
        {
            return new OptionForm(name, "a text", static _ => true);
        }

        if (taken == typeof(bool))
        {
            return new OptionForm(name, "true or false", static text => bool.TryParse(text, out _));
        }

        if (taken == typeof(int))
        {
            return new OptionForm(name, $"a whole number up to {int.MaxValue}", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        }

        if (taken == typeof(TimeSpan))
        {
            return new OptionForm(name, "a time such as 00:00:30, or 0", IsTime);
        }

        return taken.IsEnum
            ? new OptionForm(name, $"one of {string.Join(", ", Enum.GetNames(taken))}", text => Enum.GetNames(taken).Contains(text, StringComparer.OrdinalIgnoreCase))
            : new OptionForm(name, "a group of options", null);
    }

    /// <summary>A number alone would be taken for days, which nobody means who writes 30.</summary>
    private static bool IsTime(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && (time == TimeSpan.Zero || text.Contains(':', StringComparison.Ordinal));

    /// <summary>Why the section cannot be bound to the option, as the rest of a sentence about its key; null where it can.</summary>
    public string? Problem(IConfigurationSection section)
    {
        var hasKeys = section.GetChildren().Any();
        if (Accepts is null)
        {
            return hasKeys || string.IsNullOrEmpty(section.Value) ? null : $"'{section.Value}' is not {Expected}";
        }

        if (hasKeys)
        {
            return $"is a list or a group of keys, not {Expected}";
        }

        return section.Value is null || Accepts(section.Value) ? null : $"'{section.Value}' is not {Expected}";
    }
}
