namespace NetDaemon.Options;

/// <summary>Options that no daemon can start with; says everything that is wrong with them at once.</summary>
internal sealed class OptionsException(params string[] problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public OptionsException(IEnumerable<string> problems)
        : this([.. problems])
    {
    }

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
