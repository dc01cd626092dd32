using System.Globalization;
using System.Text.Json;

namespace KnowledgeBase.Relevance;

/// <summary>
/// Real passages, and for every second one a planted copy: other numbers, another place, a tenth of the characters changed. Are the copies
/// folded with what they are copies of, and nothing else? And how many wordings are among the first twenty hits?
/// </summary>
public static class FoldingCommand
{
    private const int Seed = 20261121;

    /// <summary>Below this a changed tenth is another text.</summary>
    private const int Shortest = 30;

    private const int First = 20;

    public static FoldingFigures Measure(string bench)
    {
        var random = new Random(Seed);
        var originals = Lines(Path.Combine(bench, "gov.jsonl"))
            .Select(json =>
                (Text: json.GetProperty("text").GetString()!, Place: json.TryGetProperty("unit", out var unit) ? unit.GetString() : null))
            .Where(passage => passage.Text.Length >= Shortest)
            .DistinctBy(passage => passage.Text)
            .ToList();
        var characters = string.Concat(originals.Take(500).Select(passage => passage.Text)).Where(c => c >= '一').ToArray();
        var texts = originals.Select((passage, place) => (Origin: place, passage.Text)).ToList();
        texts.AddRange(originals.Index().Where(one => one.Index % 2 == 0).Select(one => (one.Index, Copy(one.Item, characters, random))));
        texts = [.. texts.OrderBy(_ => random.Next())];
        using var ranker = new Ranker(texts.Select((text, place) => ($"{place}", text.Text, (string?)null)));

        var groups = ranker.Wordings(texts.Count);
        var copies = texts.Count - originals.Count;
        var withOrigin = groups.Sum(group => group.GroupBy(document => texts[document].Origin).Sum(same => same.Count() - 1));
        var copied = texts.CountBy(text => text.Origin).Where(origin => origin.Value > 1).Select(origin => origin.Key).ToHashSet();
        var alone = groups.Where(group => group.Count == 1).CountBy(group => texts[group[0]].Origin)
            .Count(origin => origin.Value > 1 && copied.Contains(origin.Key));
        var different = groups
            .SelectMany(group => group.Skip(1).Select(document => (One: texts[group[0]].Origin, Other: texts[document].Origin)))
            .Count(pair => pair.One != pair.Other && Common(originals[pair.One].Text, originals[pair.Other].Text) < 0.5);
        var queries = Lines(Path.Combine(bench, "gov.queries.jsonl")).Select(json => json.GetProperty("text").GetString()!).ToList();
        var distinct = queries.Select(query => ranker.Best(Ranker.Ranked(query), First, fold: true))
            .Where(hits => hits.Count == First)
            .Select(hits => hits.Select(id => texts[int.Parse(id, CultureInfo.InvariantCulture)].Origin).Distinct().Count())
            .ToList();
        return new FoldingFigures(copies, 1 - (alone / (double)copies), withOrigin / (double)copies,
            different, distinct.Count, distinct.Average(), distinct.Min());
    }

    public static int Run(string bench)
    {
        var figures = Measure(bench);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            measure = "folding",
            copies = figures.Copies,
            folded = Math.Round(figures.Folded, 4),
            with_origin = Math.Round(figures.WithOrigin, 4),
            different_folded = figures.Different,
            queries = figures.Queries,
            distinct_mean = Math.Round(figures.DistinctMean, 2),
            distinct_least = figures.DistinctLeast,
        }));
        return 0;
    }

    private static string Copy((string Text, string? Place) passage, char[] characters, Random random)
    {
        var text = passage.Place is { Length: > 1 } place ? passage.Text.Replace(place, "青溪", StringComparison.Ordinal) : passage.Text;
        return string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)random.Next('0', '9' + 1)
            : c >= '一' && random.Next(10) == 0 ? characters[random.Next(characters.Length)] : c));
    }

    /// <summary>The share of pairs of neighbouring Chinese characters that two texts have in common (Dice); numbers do not count.</summary>
    private static double Common(string one, string other)
    {
        var (a, b) = (Pairs([.. one.Where(c => c >= '一')]), Pairs([.. other.Where(c => c >= '一')]));
        return 2.0 * a.Sum(pair => Math.Min(pair.Value, b.GetValueOrDefault(pair.Key))) / Math.Max(1, a.Values.Sum() + b.Values.Sum());
    }

    private static Dictionary<string, int> Pairs(char[] characters) => Pairs(new string(characters));

    private static Dictionary<string, int> Pairs(string text) => text.Length < 2 ? [] :
        Enumerable.Range(0, text.Length - 1).CountBy(i => text.Substring(i, 2)).ToDictionary();

    private static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line));
}

/// <param name="Folded">Share of the copies that are not a wording of their own beside what they are copies of.</param>
/// <param name="WithOrigin">Share that is folded with the very text it is a copy of; reports have formulas of which many texts are
/// alike.</param>
/// <param name="Different">Texts folded with one that has less than half of its pairs of characters.</param>
/// <param name="Queries">Those with twenty hits.</param>
public sealed record FoldingFigures(
    int Copies, double Folded, double WithOrigin, int Different, int Queries, double DistinctMean, int DistinctLeast);
