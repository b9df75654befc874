using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NetController.Hosting.Configuration;

/// <summary>Refuses configuration keys that mean nothing: a misspelt option would otherwise be silently without effect.</summary>
internal sealed class UnknownKeyValidator(IConfiguration section) : IValidateOptions<NetworkControllerHostOptions>
{
    private static readonly string[] Keys = NamesOf(typeof(NetworkControllerHostOptions).GetProperties());
    private static readonly string[] BridgeKeys = NamesOf(typeof(DefaultBridgeHostOptions).GetProperties());

    public ValidateOptionsResult Validate(string? name, NetworkControllerHostOptions options)
    {
        string[] unknown =
        [
            .. Unknown(section, Keys, string.Empty),
            .. Unknown(section.GetSection(nameof(NetworkControllerHostOptions.DefaultBridge)), BridgeKeys, "DefaultBridge:"),
        ];
        return unknown.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(unknown);
    }

    private static IEnumerable<string> Unknown(IConfiguration section, string[] known, string prefix) => section.GetChildren()
        .Select(static child => child.Key)
        .Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))
        .Select(key => $"{prefix}{key} is no option; the options are: {string.Join(", ", known)}");

    private static string[] NamesOf(PropertyInfo[] properties) => [.. properties.Select(static property => property.Name).Order(StringComparer.Ordinal)];
}
