namespace NetDaemon.Options;

/// <summary>Options that no daemon can start with; says everything that is wrong with them at once.</summary>
internal sealed class OptionsException(params IEnumerable<string> problems) : Exception(string.Join(Environment.NewLine, problems));
