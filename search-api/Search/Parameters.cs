using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
using Microsoft.OpenApi;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>The query parameters as the OpenAPI document lists them; <see cref="QueryReader"/> reads the same ones.</summary>
internal static class Parameters
{
    public static IReadOnlyList<OpenApiParameter> Filters { get; } =
    [
        Many("section", "章节, in Chinese or English; twice means or",
            [.. FieldValues.SectionNames, .. Enum.GetValues<SectionType>().Select(Words.AliasOf)]),
        Many("unitType", "类型, a class of them, or 不明"),
        Many("unit", "单位, whole, or 不明"),
        Many("year", "年份: 2023, 2021..2023, >=2022 or 不明"),
        Many("kind", "文种 or 不明"),
        Many("source", "来源 or 不明"),
        Many("topic", "主题 or 不明"),
    ];

    public static IReadOnlyList<OpenApiParameter> Search { get; } =
    [
        Q("the query line: space = and, \"…\" exact, -词, A OR B, ( ), 字段:值"),
        .. Filters,
        One("sort", "relevance by default", "relevance", "year:desc", "year:asc"),
        One("substance", "0 (plain order) to 1: passages with named events, numbers and reasons first"),
        .. Paging(SearchParameters.MaxHitsPerPage),
        Many("facets", "which facets to count, comma-separated; * is all"),
        One("collapse", "report: the best passage of each report only", "report", "none"),
        One("matchingStrategy", "auto loosens a query until a page is filled and says so; all never does", "auto", "all"),
        Many("reportId", "only passages of this report"),
        One("cursor", "nextCursor of the page before, instead of page"),
        Many("attributesToRetrieve", "which properties of a hit are sent, comma-separated; * is all", HitAttributes.All),
        Many("attributesToCrop", "text: _formatted.text is cut at the ends of sentences around the matches", "text", "*"),
        Whole("cropLength", "how many characters a cut text has at the most", 10_000),
        One("showRankingScoreDetails", "true: each hit explains its score", "true", "false"),
        One("format", "the whole result as a file", "json", "csv", "jsonl", "md", "docx", "xlsx"),
        One("fold", "auto: passages that say the same are one hit; none: each is its own", "auto", "none"),
    ];

    public static OpenApiParameter Reason { get; } =
        One("reason", "why a file of the corpus is refused from now on; at most 200 characters");

    public static OpenApiParameter ReportId { get; } = Many("reportId", "only this report");

    public static OpenApiParameter Problem { get; } = One("problem", "only items of this group of problems, by its id");

    public static OpenApiParameter Format { get; } =
        One("format", "the whole list as a file", "json", "csv", "jsonl", "md", "docx", "xlsx");

    public static OpenApiParameter CollapseByReportOrUnit { get; } =
        One("collapse", "report, unit: the first item of each only", "report", "unit", "none");

    /// <summary>A text with an example.</summary>
    public static OpenApiParameter Text(string name, string description, string example)
    {
        var parameter = One(name, description);
        parameter.Example = example;
        return parameter;
    }

    public static OpenApiParameter OneOf(string name, string description, params IEnumerable<string> values) =>
        One(name, description, values);

    public static OpenApiParameter Download { get; } = One("download", "true: the raw file itself", "true", "false");

    public static OpenApiParameter SourcePath { get; } = One("sourcePath", "the file's source path, as lists of files give it");

    public static OpenApiParameter Wait(int max) => Whole("wait", "seconds to wait for the task to be finished", max);

    public static OpenApiParameter Status { get; } = One("status", "only files in this state", QueryReader.FileStates);

    public static OpenApiParameter Origin { get; } =
        Many("origin", "only marks that come from there", "user", "file", "learned", "found");

    public static OpenApiParameter MarkText { get; } = One("text", "the words of the mark");

    public static OpenApiParameter Suspected { get; } =
        One("suspected", "true: only files with words that may be foreign", "true", "false");

    public static OpenApiParameter PatternGap(int most) => Whole("gap", "the most characters that a * may hold", most);

    public static OpenApiParameter PatternEqual { get; } =
        One("equal", "true: all fillers of an occurrence are equally long", "true", "false");

    public static OpenApiParameter PatternPlace { get; } = One("in", "where it is looked for; text by default", "text", "headings");

    public static OpenApiParameter PatternFiller { get; } =
        Many("filler", "only occurrences whose n-th filler is this text, as 1:学; twice for two fillers");

    public static OpenApiParameter Q(string description, string? example = null)
    {
        var parameter = One("q", description);
        parameter.Example = example;
        return parameter;
    }

    /// <summary>Shows a body that the address takes.</summary>
    public static TBuilder WithBodyExample<TBuilder>(this TBuilder builder, string json)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values.AsEnumerable() ?? [])
                content.Example = System.Text.Json.Nodes.JsonNode.Parse(json);
            return Task.CompletedTask;
        });

    public static IReadOnlyList<OpenApiParameter> Paging(int max) => [Whole("page", "from 1", Http.Paging.MaxPage), HitsPerPage(max)];

    public static OpenApiParameter HitsPerPage(int max) => Whole("hitsPerPage", "how many a page at the most", max);

    public static TBuilder WithParameters<TBuilder>(this TBuilder builder, IReadOnlyList<OpenApiParameter> parameters)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. parameters];
            return Task.CompletedTask;
        });

    /// <summary>Describes an uploading form. Declared to routing, another content type would fall through to "no such address".</summary>
    public static TBuilder WithFormOfFiles<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var files = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["multipart/form-data"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = files },
                        },
                    },
                },
            };
            return Task.CompletedTask;
        });

    private static OpenApiParameter One(string name, string description, params IEnumerable<string> values) =>
        Parameter(name, description, Text(values));

    private static OpenApiParameter Many(string name, string description, params IEnumerable<string> values) =>
        Parameter(name, description, new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(values) });

    private static OpenApiParameter Whole(string name, string description, int max) =>
        Parameter(name, description,
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = max.ToString(System.Globalization.CultureInfo.InvariantCulture)
            });

    private static OpenApiSchema Text(IEnumerable<string> values)
    {
        var allowed = values.Select(value => (System.Text.Json.Nodes.JsonNode)value).ToList();
        return new OpenApiSchema { Type = JsonSchemaType.String, Enum = allowed.Count > 0 ? allowed : null };
    }

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
}
