using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NetController.AspNetCore.Calls;

/// <summary>Lets <c>/v1.50/…</c> be a version and <c>/volumes/…</c> not.</summary>
internal sealed class VersionConstraint : IRouteConstraint
{
    /// <summary>The route value that holds the version.</summary>
    public const string Key = "version";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string text && ApiVersion.IsVersion(text);
}
