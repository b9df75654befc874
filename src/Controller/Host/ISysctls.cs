namespace NetController.Host;

/// <summary>The sysctls of the host's network namespace, by path below <c>/proc/sys</c>.</summary>
internal interface ISysctls
{
    /// <summary>The value; null where the kernel has no such setting.</summary>
    string? Read(string path);

    /// <summary>Sets the value.</summary>
    /// <exception cref="OperationForbiddenException">The kernel refused, for example because <c>/proc/sys</c> is read-only.</exception>
    void Write(string path, string value);
}
