namespace NetController.Ports;

/// <summary>The ranges of host ports that a mapping can be given, in the order they are tried; a pure function.</summary>
internal static class PortSearch
{
    /// <summary>Candidates for a mapping.</summary>
    /// <param name="mapping">What was asked for.</param>
    /// <param name="ephemeral">Gives the range that free ports are chosen from, where that matters.</param>
    /// <param name="start">Where in it to begin.</param>
    public static IEnumerable<PortRange> Candidates(PortMapping mapping, Func<EphemeralPorts> ephemeral, int start)
    {
        var count = mapping.ContainerPorts.Count;
        if (mapping.HostPorts is { } wanted)
        {
            return wanted.Count == count
                ? [wanted]
                : Enumerable.Range(wanted.First, wanted.Count).Select(static port => new PortRange(port));
        }

        return Runs(ephemeral(), start, count);
    }

    /// <summary>Whether a mapping leaves no choice; those that do wait until the others have theirs.</summary>
    public static bool IsExact(PortMapping mapping) => mapping.HostPorts is { } wanted && wanted.Count == mapping.ContainerPorts.Count;

    private static IEnumerable<PortRange> Runs(EphemeralPorts ephemeral, int start, int count)
    {
        var places = ephemeral.Range.Count - count + 1;
        var first = ephemeral.Range.Contains(start) ? start - ephemeral.Range.First : 0;
        for (var index = 0; index < places; index++)
        {
            var port = ephemeral.Range.First + ((first + index) % places);
            var run = new PortRange(port, port + count - 1);
            if (!ephemeral.IsReserved(run))
            {
                yield return run;
            }
        }
    }
}
