namespace NetController.Validation;

/// <summary>Contradictions in a controller's options, found before anything is opened.</summary>
internal static class OptionsValidator
{
    private const int LeastEvents = 16;
    private const int MostEvents = 1_000_000;

    public static void Validate(NetworkControllerOptions options)
    {
        var problems = options.DefaultBridge.Problems();
        if (!Path.IsPathFullyQualified(options.StateDirectory))
        {
            problems = problems.Add($"the state directory '{options.StateDirectory}' is not an absolute path");
        }

        if (!Path.IsPathFullyQualified(options.RunDirectory))
        {
            problems = problems.Add($"the run directory '{options.RunDirectory}' is not an absolute path");
        }

        if (options.ActiveSandboxes.Any(string.IsNullOrWhiteSpace))
        {
            problems = problems.Add("an active sandbox is named by an empty text");
        }

        if (options.EventJournalLength is < LeastEvents or > MostEvents)
        {
            problems = problems.Add($"an event journal of {options.EventJournalLength} is outside {LeastEvents}–{MostEvents}");
        }

        foreach (var (first, second) in Overlaps(options))
        {
            problems = problems.Add($"address pools {first} and {second} overlap");
        }

        if (problems.Length > 0)
        {
            throw new InvalidRequestException("the controller's configuration", problems, "correct the options; nothing was changed");
        }
    }

    private static IEnumerable<(IPPrefix First, IPPrefix Second)> Overlaps(NetworkControllerOptions options)
    {
        var bases = options.AddressPools.Select(static pool => pool.Base).Order().ToArray();
        return bases.SelectMany((first, index) => bases.Skip(index + 1).Where(first.Overlaps).Select(second => (first, second)));
    }
}
