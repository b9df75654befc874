using NetController.Firewall.Iptables;

namespace NetController.Firewall.Backends;

/// <summary>Turns what a program of iptables said into the error it means.</summary>
internal static class IptablesError
{
    /// <summary>The error that names what to install.</summary>
    public static ResourceUnavailableException Missing(string program) => new(
        $"the firewall program {program} is not installed",
        "install it ('apt-get install iptables' on Debian and Ubuntu) or use nf_tables (--firewall nftables) or no rules at all (--firewall none)");

    /// <summary>The error of a run that failed; <paramref name="script"/> is what it read, if anything.</summary>
    public static NetControllerException Of(string program, ProcessResult result, RestoreScript? script = null)
    {
        var said = Said(result);
        if (Mentions(result, "Permission denied", "Operation not permitted", "must be root"))
        {
            return new OperationForbiddenException($"{program} is not allowed to change the firewall: {said}", "run as root, or with CAP_NET_ADMIN and CAP_NET_RAW");
        }

        if (Mentions(result, "xtables lock", "Can't lock"))
        {
            return new ResourceUnavailableException(
                $"{program} waited in vain for the firewall's lock: {said}", "find out which program holds /run/xtables.lock ('fuser /run/xtables.lock') and try again");
        }

        var blamed = script?.LineBlamedBy(result.Error) is { } line and not "COMMIT" ? $"'{line}' was refused: {said}" : said;
        return new OperationFailedException(program, new IptablesRefusalException(blamed, result.ExitCode), "'netctl rules' shows what was meant to be in force");
    }

    /// <summary>Whether a transaction was too long for one message to the kernel.</summary>
    public static bool IsTooLong(ProcessResult result) => result.ExitCode != 0 && Mentions(result, "Message too long");

    private static string Said(ProcessResult result) => result.Error.Trim() is { Length: > 0 } error
        ? error.ReplaceLineEndings(" ")
        : $"exit code {result.ExitCode} without a word";

    private static bool Mentions(ProcessResult result, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (result.Error.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
