using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnowledgeBase.Relevance;

/// <summary>What the judged queries reach on the whole product, for the half that may be tuned on and the half that may not.</summary>
public static class JudgedCommand
{
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "judged");

    public static async Task<IReadOnlyList<JudgedResult>> MeasureAsync(
        Product product, JudgedQueries judged, Func<JudgedQuery, bool> include)
    {
        var passages = (await product.PassagesAsync()).Select(Product.Judged).DistinctBy(passage => passage.Text).ToList();
        var results = new List<JudgedResult>();
        foreach (var query in judged.Queries.Where(include))
        {
            int[] known = [.. passages.Select(passage => judged.Grade(query, passage)).Where(grade => grade > 0)];
            if (known.Length == 0)
                continue;
            var hits = await product.SearchAsync(query.Line, 10);
            int[] grades = [.. hits.Select(hit => judged.Grade(query, Product.Judged(hit)))];
            results.Add(new JudgedResult(query, grades, Measures.Ndcg(grades, known, 10), Measures.Precision(grades, known, 5), hits));
        }

        return results;
    }

    /// <param name="samples">Of its files only those that the grades were written over.</param>
    public static async Task<int> RunAsync(string samples, string[] folders, string? home, int show)
    {
        var judged = JudgedQueries.Read(DefaultFolder);
        IEnumerable<string> files = [.. judged.Samples.Select(name => Path.Combine(samples, name)), .. folders.SelectMany(Product.FilesOf)];
        await using var product = await Product.StartAsync(files, home);
        var results = await MeasureAsync(product, judged, _ => true);
        foreach (var result in results)
        {
            Console.WriteLine($"{result.Query.Number,3} ndcg@10 {result.Ndcg:0.000} p@5 {result.Precision:0.00} grades "
                + $"{string.Concat(result.Grades)} {result.Query.Line}");
            foreach (var (hit, grade) in result.Hits.Zip(result.Grades).Take(show))
                Console.WriteLine($"      {grade} {hit["year"]} {hit["section"]} {hit["match"]} "
                    + $"{hit["_rankingScore"]} [{hit["heading"]}] {Short((string)hit["text"]!)}");
        }

        foreach (var group in results.GroupBy(result => result.Query.IsHeldOut ? "held" : "tuned").OrderBy(group => group.Key))
            Print(group.Key, [.. group]);
        foreach (var group in results.GroupBy(result => result.Query.Kind).OrderBy(group => group.Key))
            Print(group.Key, [.. group]);
        return 0;
    }

    private static void Print(string half, IReadOnlyList<JudgedResult> results) => Console.WriteLine(JsonSerializer.Serialize(new
    {
        measure = "judged",
        half,
        queries = results.Count,
        ndcg10 = Math.Round(results.Average(result => result.Ndcg), 4),
        precision5 = Math.Round(results.Average(result => result.Precision), 4),
    }));

    private static string Short(string text) => text.Length > 70 ? text[..70].ReplaceLineEndings(" ") : text.ReplaceLineEndings(" ");
}

/// <param name="Grades">Of the first ten hits.</param>
public sealed record JudgedResult(
    JudgedQuery Query, IReadOnlyList<int> Grades, double Ndcg, double Precision, IReadOnlyList<JsonNode> Hits);
