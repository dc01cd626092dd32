using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>The properties of a hit, and answers that hold some of them only.</summary>
internal static class HitAttributes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "id", "text", "heading", "headingPath", "section", "unit", "unitType",
        "year", "kind", "title", "reportId", "source", "topic", "topicEvidence", "url", "match",
        "_formatted", "_matchesPosition", "_rankingScore", "_rankingScoreDetails",
    ];

    public static JsonNode Select(SearchResponse response, IReadOnlySet<string> names, JsonOptions options)
    {
        var answer = JsonSerializer.SerializeToNode(response, options.SerializerOptions)!;
        foreach (var hit in answer["hits"]!.AsArray())
            foreach (var name in hit!.AsObject().Select(property => property.Key).Where(name => !names.Contains(name)).ToList())
                hit.AsObject().Remove(name);
        return answer;
    }
}
