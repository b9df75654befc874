using System.Text.Json.Serialization;
using NetController.Formats;

namespace NetController.Netctl.Output.Json;

/// <summary>How every printed object is written, made at compile time so that the native tool needs no reflection.</summary>
[JsonSerializable(typeof(NetworkJson[]))]
[JsonSerializable(typeof(SandboxJson[]))]
[JsonSerializable(typeof(EndpointJson[]))]
[JsonSerializable(typeof(PublishedPortJson[]))]
[JsonSerializable(typeof(PortAnswerJson))]
[JsonSerializable(typeof(InitJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(RepairJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(LeftoverJson[]))]
[JsonSerializable(typeof(HostChangeJson[]))]
[JsonSerializable(typeof(CreatedJson))]
[JsonSerializable(typeof(RemovedJson))]
[JsonSerializable(typeof(RulesJson))]
[JsonSerializable(typeof(PoolsJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(VersionJson))]
internal sealed partial class NetctlJsonContext : JsonSerializerContext;
