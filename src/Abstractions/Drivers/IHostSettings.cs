namespace NetController.Drivers;

/// <summary>Changes sysctls that are the host's rather than one of our links', recording each old value first.</summary>
public interface IHostSettings
{
    /// <summary>
    /// Makes sure that a sysctl has a value (<c>sysctl -w</c>). Where it already has, nothing is written or recorded; otherwise the old
    /// value is recorded durably before the new one is written, and the undo puts both back.
    /// </summary>
    /// <param name="path">The sysctl below <c>/proc/sys</c>, such as <c>net/ipv4/ip_forward</c>.</param>
    /// <param name="value">The value wanted.</param>
    /// <param name="reason">Why, for <c>netctl host-changes</c>.</param>
    /// <param name="undo">Takes the undo.</param>
    /// <returns>True where the value had to be changed.</returns>
    /// <exception cref="NetControllerException">The kernel refused, for example because <c>/proc/sys</c> is read-only.</exception>
    ValueTask<bool> EnsureSysctlAsync(string path, string value, string reason, UndoLog undo);
}
