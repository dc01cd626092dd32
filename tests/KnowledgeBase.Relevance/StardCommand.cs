using System.Text.Json;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Relevance;

/// <summary>Lay questions against the articles of law that answer them, by the labels of legal experts (STARD).</summary>
/// <remarks>Queries at even places of the file are for tuning; those at odd ones are held out.</remarks>
public static class StardCommand
{
    public static StardFigures Measure(string folder, bool held, Func<string, Query> query)
    {
        using var ranker = Open(folder);
        return Measure(ranker, folder, held, query);
    }

    public static int Run(string folder)
    {
        using var ranker = Open(folder);
        foreach (var held in new[] { false, true })
        {
            Print("plain bigrams", held, Measure(ranker, folder, held, Ranker.Plain));
            Print("ranked", held, Measure(ranker, folder, held, Ranker.Ranked));
        }

        return 0;
    }

    private static StardFigures Measure(Ranker ranker, string folder, bool held, Func<string, Query> query)
    {
        var labels = File.ReadLines(Path.Combine(folder, "qrels.tsv"))
            .Select(line => line.Split('\t')).ToLookup(cells => cells[0], cells => cells[1]);
        double ndcg = 0, recall = 0, reciprocal = 0;
        var queries = 0;
        foreach (var (id, text) in Lines(folder, "queries.jsonl").Where((_, place) => place % 2 == (held ? 1 : 0))
            .Select(json => (Text(json, "id")!, Text(json, "text")!)))
        {
            var relevant = labels[id].ToHashSet(StringComparer.Ordinal);
            if (relevant.Count == 0)
                continue;
            var best = ranker.Best(query(text), 100);
            // Labels are yes or no: gain 1 for each.
            ndcg += Measures.Ndcg(best.Select(hit => relevant.Contains(hit) ? 1 : 0), Enumerable.Repeat(1, relevant.Count), 10);
            recall += best.Count(relevant.Contains) / (double)relevant.Count;
            reciprocal += Measures.ReciprocalRank(best.Select(relevant.Contains), 10);
            queries++;
        }

        return new StardFigures(queries, ndcg / queries, recall / queries, reciprocal / queries);
    }

    private static Ranker Open(string folder) =>
        new(Lines(folder, "passages.jsonl").Select(json => (Text(json, "id")!, Text(json, "text")!, Text(json, "heading"))));

    private static IEnumerable<JsonElement> Lines(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Print(string ranking, bool held, StardFigures figures) => Console.WriteLine(JsonSerializer.Serialize(new
    {
        measure = "stard",
        ranking,
        half = held ? "held" : "tuned",
        queries = figures.Queries,
        ndcg10 = Math.Round(figures.Ndcg, 4),
        recall100 = Math.Round(figures.Recall, 4),
        mrr10 = Math.Round(figures.ReciprocalRank, 4),
    }));
}

public sealed record StardFigures(int Queries, double Ndcg, double Recall, double ReciprocalRank);
