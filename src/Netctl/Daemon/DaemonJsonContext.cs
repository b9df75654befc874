using System.Text.Json.Serialization;
using NetController.Formats;

namespace NetController.Netctl.Daemon;

/// <summary>How requests are written and answers are read, made at compile time so that the native tool needs no reflection.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(StateJson))]
[JsonSerializable(typeof(NetworkRequestJson))]
[JsonSerializable(typeof(NetworkLeaveJson))]
[JsonSerializable(typeof(SandboxRequestJson))]
[JsonSerializable(typeof(EndpointRequestJson))]
[JsonSerializable(typeof(EndpointJoinJson))]
[JsonSerializable(typeof(CreatedJson))]
[JsonSerializable(typeof(EndpointJson))]
[JsonSerializable(typeof(PrunedJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(RepairJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(LeftoverJson[]))]
[JsonSerializable(typeof(RulesJson))]
[JsonSerializable(typeof(PoolsJson))]
[JsonSerializable(typeof(PortAnswerJson))]
[JsonSerializable(typeof(InitJson))]
[JsonSerializable(typeof(EventJson))]
internal sealed partial class DaemonJsonContext : JsonSerializerContext;
