using Microsoft.Extensions.Options;

namespace NetController.Hosting.Configuration;

/// <summary>Refuses options that no controller could start with, all problems at once, before the host starts.</summary>
internal sealed class HostOptionsValidator(IEnumerable<OptionsSection> sections) : IValidateOptions<NetworkControllerHostOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkControllerHostOptions options)
    {
        string[] unbound = [.. sections.SelectMany(static section => section.Problems())];
        var read = HostOptionsReader.Read(options, out var unreadable);
        // A value that could not be read would contradict others only because it is missing.
        string[] problems = unbound.Length == 0 && unreadable.IsEmpty ? [.. HostOptionsReader.Contradictions(options, read)] : [.. unbound, .. unreadable];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
