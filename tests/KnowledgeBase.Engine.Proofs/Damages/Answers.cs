using System.Text;
using KnowledgeBase.Engine.Proofs.Generation;

namespace KnowledgeBase.Engine.Proofs.Damages;

/// <summary>The answers of an index to fixed requests, for comparison with later ones.</summary>
internal static class Answers
{
    private static readonly SearchRequest[] Requests =
    [
        new() { Limit = 1000, Facets = [new FacetRequest("section"), new FacetRequest("unit"), new FacetRequest("year"),
            new FacetRequest("rank")] },
        new() { Query = new Query.Text("防汛工作", TextMatch.Any), Limit = 5 },
        new() { Query = new Query.Text("防", TextMatch.Any), Limit = 1000 },
        new() { Query = new Query.Text("抗旱 工作", TextMatch.All), Limit = 1000 },
        new() { Query = new Query.Text("作，", TextMatch.Phrase), Limit = 1000 },
        new() { Query = new Query.Text("A", TextMatch.Exact), Limit = 1000 },
        new() { Query = new Query.Like("防汛抗旱工作a1b2", 5), Limit = 20 },
        new() { Query = new Query.Not(new Query.Text("汛", TextMatch.Any)), Filters = [new Filter.Keyword("section", ["甲", null])],
            Limit = 1000, Collapse = true },
        new() { Filters = [new Filter.Number("year", [new NumberRange(2021, 2022)])], Sort = new NumberSort("year", true), Limit = 1000 },
    ];

    /// <summary>One answer each, or null where the index reports an error.</summary>
    public static IReadOnlyList<string?> Of(Snapshot snapshot)
    {
        var answers = new List<string?>();
        foreach (var request in Requests)
            answers.Add(Answer(() => Render(snapshot.Search(request), snapshot)));
        answers.Add(Answer(() => string.Join('\n', snapshot.Groups().Select(SourceText.Text))));
        foreach (var key in Fields.AllKeys)
            answers.Add(Answer(() => Group(snapshot, key)));
        return answers;
    }

    private static string? Answer(Func<string> ask)
    {
        try
        {
            return ask();
        }
        catch (IndexException)
        {
            return null;
        }
    }

    private static string Render(SearchResult result, Snapshot snapshot) =>
        $"{result.TotalHits}: {string.Join(' ', result.Hits.Select(hit => $"{snapshot.Read(hit.Document).Id}={hit.Score}"))} "
        + string.Join(' ', result.Facets.OrderBy(facet => facet.Key, StringComparer.Ordinal)
            .Select(facet => $"{facet.Key}({string.Join(' ', facet.Value)})"));

    private static string Group(Snapshot snapshot, string key)
    {
        var text = new StringBuilder().Append(snapshot.Attachment(key) is { } bytes ? Convert.ToHexString(bytes.Span) : "none");
        foreach (var number in snapshot.DocumentsOf(key))
            text.AppendLine().Append(snapshot.GroupOf(number)).Append(' ').Append(SourceText.Document(snapshot.Read(number)))
                .Append(snapshot.Find($"{key}#0") is null);
        return text.ToString();
    }
}
