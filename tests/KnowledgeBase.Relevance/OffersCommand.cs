using System.Text.Json;

namespace KnowledgeBase.Relevance;

/// <summary>Are the filters offered that a writer means by the words of a line, and no others?</summary>
public static class OffersCommand
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["类型"] = "unitType",
        ["年份"] = "year",
        ["章节"] = "section",
        ["文种"] = "kind",
        ["单位"] = "unit",
    };

    public static async Task<OfferFigures> MeasureAsync(Product product, bool held, Action<string>? tell = null)
    {
        int expected = 0, offered = 0, right = 0;
        foreach (var (line, wanted) in Lines().Where((_, place) => place % 2 == (held ? 1 : 0)))
        {
            var analysis = await product.GetAsync("analyze", ("q", line));
            var found = analysis["filters"]!.AsArray().SelectMany(word => word!["filters"]!.AsArray())
                .Select(one => Named((string)one!)).ToList();
            expected += wanted.Length;
            offered += found.Count;
            right += wanted.Count(found.Contains);
            if (found.Count != wanted.Length || !wanted.All(found.Contains))
                tell?.Invoke($"{line}: {string.Join(' ', wanted)} expected, {string.Join(' ', found)} offered");
        }

        return new OfferFigures(right / (double)expected, right / (double)offered);
    }

    public static async Task<int> RunAsync(string samples)
    {
        await using var product = await Product.StartAsync(Product.FilesOf(samples));
        foreach (var held in new[] { false, true })
        {
            var figures = await MeasureAsync(product, held, Console.WriteLine);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                measure = "offers",
                half = held ? "held" : "tuned",
                recall = Math.Round(figures.Recall, 4),
                precision = Math.Round(figures.Precision, 4),
            }));
        }

        return 0;
    }

    private static IEnumerable<(string Line, string[] Filters)> Lines() =>
        File.ReadLines(Path.Combine(JudgedCommand.DefaultFolder, "offers.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string Named(string filter)
    {
        var at = filter.IndexOf(':', StringComparison.Ordinal);
        return $"{Keys.GetValueOrDefault(filter[..at], filter[..at])}={filter[(at + 1)..]}";
    }
}

public sealed record OfferFigures(double Recall, double Precision);
