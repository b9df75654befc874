using System.Collections.Immutable;
using NetController.AspNetCore.Calls;
using NetController.Formats;

namespace NetController.AspNetCore.Extension;

/// <summary>What <c>netctl check</c>, <c>repair</c>, <c>plan</c> and <c>gc</c> do.</summary>
internal static class TruthOperations
{
    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET", "/netctl/check", "Compares the kernel with the records and changes nothing.", CheckAsync) { Answer = ApiJson.Context.CheckJson },
        new("POST", "/netctl/repair", "Cures what a check finds and nothing else.", RepairAsync) { Answer = ApiJson.Context.RepairJson },
        new("POST", "/netctl/plan/networks", "Tells what creating a network would change, and does none of it.", PlanAsync)
        {
            Body = ApiJson.Context.NetworkRequestJson, Answer = ApiJson.Context.PlanJson,
        },
        new("GET", "/netctl/leftovers", "Lists kernel objects of ours that belong to nothing.", static call =>
            call.AnswerAsync(JsonMapping.Leftovers(call.Controller.FindLeftovers()), ApiJson.Context.LeftoverJsonArray))
        {
            Answer = ApiJson.Context.LeftoverJsonArray,
        },
        new("DELETE", "/netctl/leftovers", "Removes kernel objects of ours that belong to nothing, and lists them.", RemoveLeftoversAsync)
        {
            Answer = ApiJson.Context.LeftoverJsonArray,
        },
    ];

    private static async ValueTask CheckAsync(ApiCall call)
    {
        var drift = await call.Controller.CheckAsync(call.Aborted).ConfigureAwait(false);
        var names = call.Controller.Networks.ToDictionary(static network => network.Id, static network => network.Name);
        await call.AnswerAsync(new CheckJson(drift.IsEmpty, JsonMapping.Drift(drift, names)), ApiJson.Context.CheckJson).ConfigureAwait(false);
    }

    private static async ValueTask RepairAsync(ApiCall call)
    {
        var report = await call.Controller.RepairAsync(call.Aborted).ConfigureAwait(false);
        await call.AnswerAsync(
            new RepairJson(
                report.Changes, JsonMapping.Degraded(report.Failures), JsonMapping.Degraded(report.FailedEndpoints), JsonMapping.Degraded(report.FailedSandboxes)),
            ApiJson.Context.RepairJson).ConfigureAwait(false);
    }

    private static async ValueTask PlanAsync(ApiCall call)
    {
        var body = await call.ReadAsync(ApiJson.Context.NetworkRequestJson).ConfigureAwait(false);
        var spec = RequestMapping.Network(body).ToSpec(call.Controller.Drivers);
        var plan = await call.Controller.PlanNetworkAsync(spec, call.Aborted).ConfigureAwait(false);
        var names = new Dictionary<NetworkId, string> { [plan.Network.Id] = plan.Network.Name };
        var network = JsonMapping.Network(new NetworkView(plan.Network, plan.LinkName, []));
        await call.AnswerAsync(new PlanJson(network, JsonMapping.Drift(plan.Changes, names)), ApiJson.Context.PlanJson).ConfigureAwait(false);
    }

    private static async ValueTask RemoveLeftoversAsync(ApiCall call)
    {
        var removed = await call.Controller.RemoveLeftoversAsync().ConfigureAwait(false);
        await call.AnswerAsync(JsonMapping.Leftovers(removed), ApiJson.Context.LeftoverJsonArray).ConfigureAwait(false);
    }
}
