using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Positions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What the OpenAPI document says about the API as a whole.</summary>
internal static class OpenApiDescription
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["q"] = "学习形式单一 -疫情",
        ["section"] = "problems",
        ["unitType"] = "审计",
        ["unit"] = "清河县审计局",
        ["year"] = "2021..2023",
        ["kind"] = "述职报告",
        ["source"] = "不明",
        ["topic"] = "党建",
        ["facets"] = "section,unitType,year",
        ["problem"] = "6033474f153f",
        ["page"] = "1",
        ["hitsPerPage"] = "20",
    };

    public static void Add(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "公文素材检索 · KnowledgeBase",
                Version = "v1",
                Description = "Searches passages of collected Chinese official reports, ranked, by unit, type, year and section. "
                    + "Every list has hits, totalHits, page, hitsPerPage and totalPages; every error is a problem with a code.",
            };

            // Without a key as long as none is needed: see docs/security.md.
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key (kb_…); the server tells by 401 that one is needed, and by 403 which scope is missing.",
            };
            var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] };
            document.Security = [new OpenApiSecurityRequirement(), key];
            document.Components.Parameters ??= new Dictionary<string, IOpenApiParameter>(StringComparer.Ordinal);
            document.Components.Parameters[PositionConventions.Parameter] = new OpenApiParameter
            {
                Name = PositionConventions.Parameter,
                In = ParameterLocation.Query,
                Description = "For nodes that follow a database: the answer sees all that was accepted up to this position of an upload's "
                    + "answer, or is 503 position_not_reached.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
            };
            foreach (var (_, item) in document.Paths.Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)))
            {
                foreach (var operation in item.Operations?.Values.AsEnumerable() ?? [])
                    (operation.Parameters ??= []).Add(new OpenApiParameterReference(PositionConventions.Parameter, document));
            }

            foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
            {
                operation.Responses ??= [];
                operation.Responses.TryAdd(
                    "400", new OpenApiResponse { Description = "A parameter, the host name or the body is not valid." });
                foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                {
                    if (parameter.Example is null && parameter.Name is { } name && Examples.TryGetValue(name, out var example))
                        parameter.Example = Value(parameter, example);
                }
            }

            return Task.CompletedTask;
        });
    }

    private static JsonNode Value(OpenApiParameter parameter, string example) => parameter.Schema?.Type switch
    {
        JsonSchemaType.Integer => JsonValue.Create(int.Parse(example, System.Globalization.CultureInfo.InvariantCulture)),
        JsonSchemaType.Array => new JsonArray(JsonValue.Create(example)),
        _ => JsonValue.Create(example),
    };
}
