using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;
using NetController.AspNetCore.Docker.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Docker;

/// <summary><c>/networks</c>: what <c>docker network</c> calls.</summary>
internal static class NetworkOperations
{
    private static readonly ApiParameter Filters = new("filters", "What to choose, as JSON: {\"key\":[\"value\"]} or {\"key\":{\"value\":true}}.");

    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/networks", "Lists networks, chosen by dangling, driver, id, label, name, scope and type.", ListAsync)
        {
            Parameters = [Filters], Answer = ApiJson.Context.NetworkJsonArray,
        },
        new("GET", "/networks/{id}", "Inspects a network with its endpoints.", InspectAsync)
        {
            Parameters = [new("verbose", "Kept for Docker's clients.", "boolean"), new("scope", "Only a network of this scope; every one is local.")],
            Answer = ApiJson.Context.NetworkJson,
        },
        new("POST", "/networks/create", "Creates a network.", CreateAsync)
        {
            Status = StatusCodes.Status201Created, Body = ApiJson.Context.NetworkCreateJson, Answer = ApiJson.Context.NetworkCreatedJson,
        },
        new("POST", "/networks/{id}/connect", "Connects a sandbox, which Docker calls a container, to a network.", ConnectAsync)
        {
            Body = ApiJson.Context.NetworkConnectJson,
        },
        new("POST", "/networks/{id}/disconnect", "Takes a sandbox off a network.", DisconnectAsync) { Body = ApiJson.Context.NetworkDisconnectJson },
        new("DELETE", "/networks/{id}", "Deletes a network that has no endpoints.", DeleteAsync) { Status = StatusCodes.Status204NoContent },
        new("POST", "/networks/prune", "Deletes the networks that users made and nothing uses, chosen by label, label! and until.", PruneAsync)
        {
            Parameters = [Filters], Answer = ApiJson.Context.PruneReportJson,
        },
    ];

    private static ValueTask ListAsync(ApiCall call)
    {
        var filters = call.Filters();
        if (filters.Keys.FirstOrDefault(static key => !NetworkFilter.Keys.Contains(key)) is { } unknown)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"invalid filter '{unknown}'");
        }

        var filter = NetworkFilter.Create(filters.Pairs);
        var withEndpoints = !call.Version.IsAtLeast(ApiVersion.ListsWithoutEndpoints);
        NetworkJson[] found =
        [
            .. NetworkView.Of(call.Controller).Where(filter.Matches)
                .Select(network => JsonMapping.Network(withEndpoints ? network : network with { Endpoints = [] })),
        ];
        return call.AnswerAsync(found, ApiJson.Context.NetworkJsonArray);
    }

    private static ValueTask InspectAsync(ApiCall call)
    {
        _ = call.Flag("verbose");
        if (call.Query("scope") is { } scope && scope != NetworkView.Scope)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"network {call.Id} not found");
        }

        var network = NetworkReference.Find(call.Controller, call.Id);
        return call.AnswerAsync(JsonMapping.Network(NetworkView.Of(call.Controller, network)), ApiJson.Context.NetworkJson);
    }

    private static async ValueTask CreateAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkCreateJson).ConfigureAwait(false);
        try
        {
            var spec = NetworkSpecFactory.Create(NetworkRequestMapping.Read(body, call.Version), call.Controller.Drivers);
            var network = await call.Controller.CreateNetworkAsync(spec, call.Aborted).ConfigureAwait(false);
            await call.AnswerAsync(
                new NetworkCreatedJson(network.Id.ToString(), Warning: ""), ApiJson.Context.NetworkCreatedJson, StatusCodes.Status201Created).ConfigureAwait(false);
        }
        catch (NameInUseException failure)
        {
            throw new ApiException(StatusCodes.Status409Conflict, $"network with name {body.Name} already exists", failure);
        }
    }

    private static async ValueTask ConnectAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkConnectJson).ConfigureAwait(false);
        var sandbox = NetworkReference.FindSandbox(call.Controller, body.Container);
        var network = NetworkReference.Find(call.Controller, call.Id);
        try
        {
            await call.Controller.ConnectAsync(network, sandbox, EndpointConfigMapping.Read(body.EndpointConfig), call.Aborted).ConfigureAwait(false);
        }
        catch (ResourceConflictException failure) when (sandbox.Endpoints.Any(endpoint => endpoint.Network == network))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, $"endpoint with name {sandbox.Name} already exists in network {network.Name}", failure);
        }

        await call.EndAsync().ConfigureAwait(false);
    }

    private static async ValueTask DisconnectAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkDisconnectJson).ConfigureAwait(false);
        if (body.Force == true && Endpoint(call.Controller, NetworkReference.Find(call.Controller, call.Id), body.Container) is { } endpoint)
        {
            await RemoveAsync(call, endpoint).ConfigureAwait(false);
        }
        else
        {
            await DisconnectAsync(call, NetworkReference.FindSandbox(call.Controller, body.Container)).ConfigureAwait(false);
        }

        await call.EndAsync().ConfigureAwait(false);
    }

    private static async ValueTask DisconnectAsync(ApiCall call, Sandbox sandbox)
    {
        var network = NetworkReference.Find(call.Controller, call.Id);
        try
        {
            await call.Controller.DisconnectAsync(network, sandbox, call.Aborted).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException failure)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"container {sandbox.Id} is not connected to network {network.Name}", failure);
        }
    }

    /// <summary>By force an endpoint goes by its name on the network, whether or not its sandbox is still there.</summary>
    private static Endpoint? Endpoint(NetworkController controller, Network network, string? name) =>
        controller.Endpoints.FirstOrDefault(endpoint => endpoint.Network == network && endpoint.Name == name);

    private static async ValueTask RemoveAsync(ApiCall call, Endpoint endpoint)
    {
        var isReserved = endpoint.Record.IsReserved;
        await call.Controller.LeaveAsync(endpoint, call.Aborted).ConfigureAwait(false);
        if (isReserved)
        {
            await call.Controller.DeleteEndpointAsync(endpoint, call.Aborted).ConfigureAwait(false);
        }
    }

    private static async ValueTask DeleteAsync(ApiCall call)
    {
        var network = NetworkReference.Find(call.Controller, call.Id);
        try
        {
            await call.Controller.DeleteNetworkAsync(network, call.Aborted).ConfigureAwait(false);
            await call.EndAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
        }
        catch (NetworkInUseException failure)
        {
            var names = NetworkView.Of(call.Controller, network).Endpoints.OrderBy(static endpoint => endpoint.Name, StringComparer.Ordinal)
                .Select(static endpoint => $"name:\"{endpoint.Name}\" id:\"{endpoint.Id.Short}\"");
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                $"error while removing network: network {network.Name} has active endpoints ({string.Join(", ", names)})",
                failure);
        }
    }

    private static async ValueTask PruneAsync(ApiCall call)
    {
        var filter = PruneFilter.Create(call.Filters(), TimeProvider.System.GetUtcNow());
        var (deleted, failure) = await Pruning.RunAsync(call.Controller, call.Aborted, filter).ConfigureAwait(false);
        if (failure is not null)
        {
            // What does not go is not told, as with Docker.
            ApiLog.NotPruned(call.Logger, failure.Message);
        }

        await call.AnswerAsync(new PruneReportJson(deleted.IsEmpty ? null : deleted), ApiJson.Context.PruneReportJson).ConfigureAwait(false);
    }
}
