namespace NetController;

/// <summary>What kind of failure an error is; decides the exit code of <c>netctl</c> and the status of the HTTP API.</summary>
public enum ErrorKind
{
    /// <summary>Something inside failed that the caller did not cause (exit 1, HTTP 500).</summary>
    Internal,

    /// <summary>The named thing does not exist (exit 3, HTTP 404).</summary>
    NotFound,

    /// <summary>The request collides with something that exists (exit 4, HTTP 409).</summary>
    Conflict,

    /// <summary>The request itself is wrong (exit 2, HTTP 400).</summary>
    Invalid,

    /// <summary>The request is understood and refused, or needs privileges (exit 5, HTTP 403).</summary>
    Forbidden,

    /// <summary>A supply has run out: addresses, subnets, ports (exit 4, HTTP 409).</summary>
    Exhausted,

    /// <summary>Something needed is not there now: a program, a lock, a kernel feature (exit 1, HTTP 503).</summary>
    Unavailable,
}
