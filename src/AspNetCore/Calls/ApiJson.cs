using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetController.AspNetCore.Docker.Json;
using NetController.AspNetCore.Extension.Json;
using NetController.Formats;

namespace NetController.AspNetCore.Calls;

/// <summary>How every body is read and written, made at compile time so that a native server needs no reflection.</summary>
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(EngineVersionJson))]
[JsonSerializable(typeof(InfoJson))]
[JsonSerializable(typeof(NetworkJson[]))]
[JsonSerializable(typeof(NetworkCreateJson))]
[JsonSerializable(typeof(NetworkCreatedJson))]
[JsonSerializable(typeof(NetworkConnectJson))]
[JsonSerializable(typeof(NetworkDisconnectJson))]
[JsonSerializable(typeof(PruneReportJson))]
[JsonSerializable(typeof(EventMessageJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(SandboxJson[]))]
[JsonSerializable(typeof(SandboxRequestJson))]
[JsonSerializable(typeof(SandboxRenameJson))]
[JsonSerializable(typeof(SandboxFilesJson))]
[JsonSerializable(typeof(InterfaceStatisticsJson[]))]
[JsonSerializable(typeof(EndpointJson[]))]
[JsonSerializable(typeof(EndpointRequestJson))]
[JsonSerializable(typeof(EndpointJoinJson))]
[JsonSerializable(typeof(CreatedJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(RepairJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(LeftoverJson[]))]
[JsonSerializable(typeof(RulesJson))]
[JsonSerializable(typeof(PoolsJson))]
[JsonSerializable(typeof(PublishedPortJson[]))]
[JsonSerializable(typeof(PortAnswerJson))]
[JsonSerializable(typeof(HostChangeJson[]))]
[JsonSerializable(typeof(InitJson))]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(StateJson))]
[JsonSerializable(typeof(NetworkRequestJson))]
[JsonSerializable(typeof(NetworkLeaveJson))]
[JsonSerializable(typeof(PrunedJson))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;

/// <summary>The one context of all bodies.</summary>
internal static class ApiJson
{
    /// <summary>Names are found in any case, as Go's reader finds them; quotes and brackets stay readable, because no page holds the answers.</summary>
    public static readonly ApiJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
