using Microsoft.Extensions.Options;

namespace NetController.Hosting.Configuration;

/// <summary>Refuses options that no controller could start with, all problems at once, before the host starts.</summary>
internal sealed class HostOptionsValidator : IValidateOptions<NetworkControllerHostOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkControllerHostOptions options)
    {
        HostOptionsReader.Read(options, out var problems);
        return problems.IsEmpty ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
