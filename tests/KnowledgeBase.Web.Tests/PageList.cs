using System.Text.Json.Nodes;

namespace KnowledgeBase.Web.Tests;

/// <summary>Every page of the product, each with something on it.</summary>
internal static class PageList
{
    /// <summary>A name that a file may have, and the page's address.</summary>
    public static async Task<IReadOnlyList<(string Name, string Address)>> AllAsync(HostProcess host)
    {
        var found = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/search?q=" + Uri.EscapeDataString("学习形式单一")))!["hits"]![0]!;
        var problem = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/problems?hitsPerPage=1"))!["hits"]![0]!["id"];
        var unit = Uri.EscapeDataString((string)found["unit"]!);
        var doubtful = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/files?suspected=true"))!["hits"]![0]!["reports"]![0];
        return
        [
            ("home", "/"),
            ("search", "/?q=" + Uri.EscapeDataString("学习")),
            ("search-filtered", "/?q=" + Uri.EscapeDataString("学习形式单一 年份:2023") + "&section=problems"),
            ("search-nothing", "/?q=zzz"),
            ("report", $"/reports/{found["reportId"]}?q=" + Uri.EscapeDataString("学习")),
            ("report-doubtful", $"/reports/{doubtful}"),
            ("original", $"/reports/{found["reportId"]}/original"),
            ("original-doubtful", $"/reports/{doubtful}/original"),
            ("passage", $"/passages/{found["id"]}"),
            ("basket", "/basket"),
            ("tools", "/tools"),
            ("headings", "/headings"),
            ("heading-sets", "/headings/sets"),
            ("heading-passages", "/headings/passages?heading=" + Uri.EscapeDataString("学习形式单一")),
            ("outlines", "/outlines"),
            ("problems", "/problems"),
            ("problem", $"/problems/{problem}"),
            ("links", "/links"),
            ("similar", "/similar"),
            ("compare", "/compare"),
            ("compare-list", "/compare/list"),
            ("compare-units", $"/compare?unit={unit}&unit=%E6%97%A0"),
            ("units", "/units"),
            ("unit", $"/units/{unit}"),
            ("overlap", "/overlap"),
            ("left-overs", "/leftovers"),
            ("patterns", "/patterns?q=" + Uri.EscapeDataString("以*促*")),
            ("trends", "/trends?q=" + Uri.EscapeDataString("主题教育")),
            ("trend-passages", "/trends/passages?q=" + Uri.EscapeDataString("主题教育")),
            ("files", "/files"),
            ("files-doubtful", "/files?status=suspected"),
            ("marks", "/marks"),
            ("help", "/help"),
        ];
    }
}
