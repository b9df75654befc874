using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using NetController.AspNetCore.Calls;

namespace NetController.AspNetCore.OpenApi;

/// <summary>The description of the API (OpenAPI 3.1), made from the same list as its routes, so that it cannot go stale.</summary>
internal static partial class OpenApiDocument
{
    private static readonly JsonSchemaExporterOptions Schemas = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>What gives the description.</summary>
    public static ApiOperation Operation { get; } = new("GET", "/netctl/openapi.json", "Describes the API, as OpenAPI 3.1.", static call =>
        ApiCall.WriteAsync(call.Http.Response, Encoding.UTF8.GetBytes(Create(call.Options).ToJsonString()), 200, call.Aborted));

    /// <summary>Makes the description.</summary>
    public static JsonObject Create(NetworkControllerApiOptions options)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        foreach (var group in ApiRoutes.Operations.GroupBy(static operation => operation.Path))
        {
            var path = new JsonObject();
            foreach (var operation in group)
            {
                path[operation.Method.ToLowerInvariant()] = Describe(operation, schemas);
            }

            paths[group.Key] = path;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = options.ProductName,
                ["version"] = options.ProductVersion,
                ["description"] =
                    $"The networking part of the Docker Engine API {ApiVersion.Current}, whose paths may stand behind a version from /v{ApiVersion.Minimum} to /v{ApiVersion.Current}, "
                    + "and an extension below /netctl/.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Describe(ApiOperation operation, JsonObject schemas)
    {
        var answer = new JsonObject { ["description"] = "Done." };
        if (operation.Answer is { } type)
        {
            answer["content"] = Content(type, schemas);
        }

        var described = new JsonObject
        {
            ["summary"] = operation.Summary,
            ["operationId"] = Id(operation),
            ["tags"] = new JsonArray(operation.IsDockers ? "docker" : "netctl"),
            ["parameters"] = new JsonArray([.. Parameters(operation)]),
            ["responses"] = new JsonObject
            {
                [$"{operation.Status}"] = answer,
                ["default"] = new JsonObject { ["description"] = "An error.", ["content"] = Content(ApiJson.Context.ErrorJson, schemas) },
            },
        };
        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject { ["content"] = Content(body, schemas) };
        }

        return described;
    }

    private static IEnumerable<JsonNode> Parameters(ApiOperation operation) => Placeholder().Matches(operation.Path)
        .Select(static match => (JsonNode)Parameter(match.Groups[1].Value, "path", "A name, an id or the unique beginning of an id.", "string", isRequired: true))
        .Concat(operation.Parameters.Select(static parameter => Parameter(parameter.Name, "query", parameter.Description, parameter.Type, isRequired: false)));

    private static JsonObject Parameter(string name, string place, string description, string type, bool isRequired) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Content(JsonTypeInfo type, JsonObject schemas) => new()
    {
        [ApiCall.JsonContent] = new JsonObject { ["schema"] = Schema(type, schemas) },
    };

    /// <summary>An object's schema stands once under the object's name; an array says what it holds.</summary>
    private static JsonObject Schema(JsonTypeInfo type, JsonObject schemas)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Schema(type.Options.GetTypeInfo(element), schemas) };
        }

        var name = type.Type.Name.EndsWith("Json", StringComparison.Ordinal) ? type.Type.Name[..^"Json".Length] : type.Type.Name;
        if (!schemas.ContainsKey(name))
        {
            var schema = type.GetJsonSchemaAsNode(Schemas);
            WriteOut(schema, schema);
            schemas[name] = schema;
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>The exporter points from a type's second place to its first, counted from the schema, which within the document is elsewhere.</summary>
    private static void WriteOut(JsonNode node, JsonNode schema)
    {
        if (node is JsonObject owner && owner["$ref"]?.GetValue<string>() is { } pointer)
        {
            var first = pointer.Split('/').Skip(1).Aggregate(schema, static (at, name) => at[name]!);
            owner.Remove("$ref");
            foreach (var (name, value) in first.AsObject())
            {
                owner.TryAdd(name, value?.DeepClone());
            }
        }

        foreach (var child in node is JsonObject members ? members.Select(static member => member.Value) : node as JsonArray ?? [])
        {
            if (child is JsonObject or JsonArray)
            {
                WriteOut(child, schema);
            }
        }
    }

    private static string Id(ApiOperation operation) =>
        operation.Method.ToLowerInvariant() + string.Concat(operation.Path.Split(['/', '_', '-', '.', '{', '}'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
