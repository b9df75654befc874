using Microsoft.AspNetCore.Routing;
using NetController.AspNetCore.Calls;

namespace NetController.AspNetCore;

/// <summary>Serves a controller over HTTP, so that the stock <c>docker network</c> commands work on it.</summary>
public static class NetworkControllerApi
{
    extension(IEndpointRouteBuilder endpoints)
    {
        /// <summary>
        /// Maps the networking part of the Docker Engine API, each route with and without a version (<c>/networks</c>, <c>/v1.50/networks</c>):
        /// <c>/_ping</c>, <c>/version</c>, <c>/info</c>, <c>/networks…</c> and <c>/events</c>; and below <c>/netctl/</c> what Docker has no words
        /// for: sandboxes, endpoints, check, repair, plan, rules, pools, ports, host changes. <c>GET /netctl/openapi.json</c> describes it all.
        /// </summary>
        /// <remarks>
        /// Nothing here asks who the caller is: who may open the socket may do everything. Listen on a Unix socket that only the right users can
        /// open, or add authorization to what is returned.
        /// </remarks>
        /// <param name="options">How to answer; null for the defaults.</param>
        /// <returns>The group of all routes, to add conventions to, such as authorization.</returns>
        public RouteGroupBuilder MapNetworkControllerApi(NetworkControllerApiOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(endpoints);
            return ApiRoutes.Map(endpoints, options ?? new NetworkControllerApiOptions());
        }
    }
}
