using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using NetController.AspNetCore.Docker;
using NetController.AspNetCore.Extension;
using NetController.AspNetCore.OpenApi;

namespace NetController.AspNetCore.Calls;

/// <summary>The routes of all operations.</summary>
internal static class ApiRoutes
{
    private const string VersionPrefix = $"/v{{{VersionConstraint.Key}}}";

    private static readonly RouteValueDictionary Constraints = new() { [VersionConstraint.Key] = new VersionConstraint() };

    /// <summary>Everything that the API does.</summary>
    public static ImmutableArray<ApiOperation> Operations { get; } =
    [
        .. SystemOperations.All,
        .. NetworkOperations.All,
        .. EventOperations.All,
        .. OwnNetworkOperations.All,
        .. SandboxOperations.All,
        .. EndpointOperations.All,
        .. TruthOperations.All,
        .. InsideOperations.All,
        OpenApiDocument.Operation,
    ];

    /// <summary>Maps them.</summary>
    public static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, NetworkControllerApiOptions options)
    {
        var group = endpoints.MapGroup("");
        var dispatcher = new ApiDispatcher(options);
        foreach (var operation in Operations)
        {
            Map(group, operation.Path, operation, dispatcher);
            if (operation.IsDockers)
            {
                Map(group, VersionPrefix + operation.Path, operation, dispatcher);
            }
        }

        // What Docker serves and we do not is answered as Docker answers what it does not know.
        group.Map(Pattern($"{VersionPrefix}/{{**rest}}"), dispatcher.NotFoundAsync);
        return group;
    }

    private static void Map(RouteGroupBuilder group, string path, ApiOperation operation, ApiDispatcher dispatcher) => group
        .Map(Pattern(path), dispatcher.For(operation))
        .WithMetadata(new HttpMethodMetadata([operation.Method]))
        .WithDisplayName($"{operation.Method} {path}");

    private static RoutePattern Pattern(string path) =>
        path.StartsWith(VersionPrefix, StringComparison.Ordinal) ? RoutePatternFactory.Parse(path, null, Constraints) : RoutePatternFactory.Parse(path);
}
