using NetController.Netlink;

namespace NetController.Diagnostics;

/// <summary>The kernel's refusals within a failure.</summary>
internal static class NetlinkRefusals
{
    /// <summary>Each refusal once, wherever in the failure it stands: cause, further failures of a teardown, failed undos.</summary>
    public static IReadOnlyCollection<NetlinkException> In(Exception failure)
    {
        var found = new HashSet<NetlinkException>(ReferenceEqualityComparer.Instance);
        Collect(failure, found);
        return found;
    }

    private static void Collect(Exception? failure, HashSet<NetlinkException> found)
    {
        switch (failure)
        {
            case null:
                return;
            case NetlinkException refusal:
                found.Add(refusal);
                break;
            case AggregateException several:
                Collect(several.InnerExceptions, found);
                return;
            case NetControllerException reported:
                Collect(reported.RollbackFailures, found);
                Collect((reported as OperationFailedException)?.Failures ?? [], found);
                break;
        }

        Collect(failure.InnerException, found);
    }

    private static void Collect(IEnumerable<Exception> failures, HashSet<NetlinkException> found)
    {
        foreach (var failure in failures)
        {
            Collect(failure, found);
        }
    }
}
