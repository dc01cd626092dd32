using System.Text.Json;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Relevance;

/// <summary>A heading as the query, its passage with the heading taken out as the one right answer.</summary>
public static class HeadingsCommand
{
    public static async Task<int> RunAsync(string folder, string? home)
    {
        await using var product = await Product.StartAsync(Product.FilesOf(folder), home);
        var (plain, ranked, queries) = Measure((await product.PassagesAsync()).Select(Product.Judged));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            measure = "heading to body",
            queries,
            plain_mrr10 = Math.Round(plain, 4),
            ranked_mrr10 = Math.Round(ranked, 4),
            gain = Math.Round(ranked / plain - 1, 4),
        }));
        return 0;
    }

    public static (double Plain, double Ranked, int Queries) Measure(IEnumerable<JudgedPassage> passages)
    {
        var pairs = passages.Where(passage => passage.Heading is { Length: >= 4 and <= 40 })
            .Select(passage => (passage.Heading, Body: Without(passage.Text, passage.Heading!)))
            .Where(pair => pair.Body.Length >= 30)
            // A heading that stands over two bodies has no one answer.
            .GroupBy(pair => pair.Heading).Where(group => group.Count() == 1).Select(group => group.First())
            .DistinctBy(pair => pair.Body)
            .ToList();
        using var ranker = new Ranker(pairs.Select((pair, place) => (Id: $"{place}", Text: pair.Body, Heading: (string?)null)));
        return (Mean(ranker, pairs, Ranker.Plain), Mean(ranker, pairs, Ranker.Ranked), pairs.Count);
    }

    private static double Mean(Ranker ranker, List<(string? Heading, string Body)> pairs, Func<string, Query> query) => pairs
        .Select((pair, place) => Measures.ReciprocalRank(ranker.Best(query(pair.Heading!), 10).Select(id => id == $"{place}"), 10))
        .Average();

    /// <summary>The text behind the first place of its heading, numbering and all before it included.</summary>
    private static string Without(string text, string heading)
    {
        var at = text.IndexOf(heading, StringComparison.Ordinal);
        return at is >= 0 and < 12 ? text[(at + heading.Length)..].TrimStart('。', '：', ' ', '\n', '，') : text;
    }
}
