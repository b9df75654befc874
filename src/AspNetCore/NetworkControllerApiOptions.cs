using Microsoft.Extensions.DependencyInjection;

namespace NetController.AspNetCore;

/// <summary>How the API answers; the defaults suit a daemon with one controller among its services.</summary>
public sealed record NetworkControllerApiOptions
{
    /// <summary>The largest request body that is read, in bytes, where nothing else is said.</summary>
    public const int DefaultMaxRequestBytes = 1024 * 1024;

    /// <summary>
    /// Gives the controller, from the services of a request. Default: the service of type <see cref="NetworkController"/>. Null while there is
    /// none yet: requests that need it are answered with 503.
    /// </summary>
    public Func<IServiceProvider, NetworkController?> Controller { get; init; } = static services => services.GetService<NetworkController>();

    /// <summary>The largest request body that is read, in bytes; a larger one is answered with 413. Default <see cref="DefaultMaxRequestBytes"/>.</summary>
    public int MaxRequestBytes { get; init; } = DefaultMaxRequestBytes;

    /// <summary>What the server calls itself in <c>/version</c>, <c>/info</c> and the header <c>Server</c>. Default <c>NetController</c>.</summary>
    public string ProductName { get; init; } = "NetController";

    /// <summary>The version that goes with <see cref="ProductName"/>. Default: that of this library.</summary>
    public string ProductVersion { get; init; } = LibraryVersion.Text;
}
