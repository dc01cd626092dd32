using KnowledgeBase.SearchApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Exports;

/// <summary>A result as a file. Each format is written hit by hit, so a result of any size needs the memory of one.</summary>
internal static class ExportFormats
{
    /// <summary>A table of more rows is no reading matter; what is left out is said in a header.</summary>
    public const int MostHits = 50_000;

    private const string Json = "json";

    private static readonly Dictionary<string,
        (string ContentType, Func<Stream, IEnumerable<SearchHit>, Task> Write)> Formats = new(StringComparer.Ordinal)
        {
            ["csv"] = ("text/csv; charset=utf-8", TextExports.WriteCsvAsync),
            ["jsonl"] = ("application/jsonl; charset=utf-8", TextExports.WriteJsonLinesAsync),
            ["md"] = ("text/markdown; charset=utf-8", TextExports.WriteMarkdownAsync),
            ["docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", OfficeExports.WriteDocxAsync),
            ["xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", OfficeExports.WriteXlsxAsync),
        };

    public static IReadOnlyList<string> Names { get; } = [Json, .. Formats.Keys];

    /// <summary>The format that the parameter names, or else the Accept header; null for JSON.</summary>
    public static string? Read(QueryReader reader, HttpRequest request) =>
        reader.Choice("format", Names) switch
        {
            null => OfAccept(request.Headers.Accept),
            Json => null,
            var named => named,
        };

    public static string ContentTypeOf(string name) => Formats[name].ContentType;

    public static PushStreamHttpResult Write(string name, IEnumerable<SearchHit> hits)
    {
        var (contentType, write) = Formats[name];
        return TypedResults.Stream(stream => write(stream, hits), contentType, "公文素材." + name);
    }

    private static string? OfAccept(string? accept) => accept is null
        ? null
        : Formats.FirstOrDefault(format => accept.Contains(format.Value.ContentType.Split(';')[0], StringComparison.OrdinalIgnoreCase)).Key;
}
