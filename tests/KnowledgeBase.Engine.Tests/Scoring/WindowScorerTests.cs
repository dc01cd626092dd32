namespace KnowledgeBase.Engine.Tests.Scoring;

/// <summary>
/// The scorers of single texts, which go by windows, sets and bounds, against the plain tree of cursors that the same text takes inside
/// an And: over more documents than a window has, with terms from one document in two to one in thousands.
/// </summary>
public sealed class WindowScorerTests : IDisposable
{
    private const int Documents = 20_000;
    private const int Seed = 20_261_121;

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Windows_and_sets_find_what_the_plain_cursors_find()
    {
        var random = new Random(Seed);
        using var index = SearchIndex.Open(_folder, Given.Schema);
        Fill(index, random);
        using var snapshot = index.Snapshot();
        for (var i = 0; i < 600; i++)
        {
            var text = Text(random, random.Next(1, 6));
            var match = (TextMatch)random.Next(4);
            string? field = random.Next(4) == 0 ? "text" : null;
            var request = new SearchRequest
            {
                Query = new Query.Text(text, match, field),
                Limit = random.Next(1, 30),
                ExactTotal = random.Next(2) == 0,
                Filters = random.Next(3) == 0 ? [new Filter.Keyword("section", ["s1", "s2"])] : [],
                Facets = random.Next(3) == 0 ? [new FacetRequest("section"), new FacetRequest("year")] : [],
            };
            var found = snapshot.Search(request);
            var plain = snapshot.Search(request with { Query = new Query.And([request.Query]) });
            var about = $"seed {Seed}, request {i}: {match} '{text}' in {field ?? "any field"}";
            Assert.True(plain.Hits.SequenceEqual(found.Hits), about);
            Assert.True(found.TotalHits == plain.TotalHits
                || (!request.ExactTotal && request.Facets.Count == 0 && found.TotalHits < plain.TotalHits), about);
            Assert.All(plain.Facets, facet => Assert.Equal(facet.Value, found.Facets[facet.Key]));
        }
    }

    private static void Fill(SearchIndex index, Random random)
    {
        using var writer = index.OpenWriter();
        for (var d = 0; d < Documents; d++)
            writer.Put(Given.Group(
                $"{d}", Given.Document($"{d}", Text(random, random.Next(1, 40)), random.Next(8) == 0
                    ? Text(random, 4)
                    : null, $"s{random.Next(5)}", null, 2000 + random.Next(6))));
        writer.Commit();
        for (var d = 0; d < Documents; d += 7)
            writer.Delete($"{d}");
        writer.Commit();
    }

    /// <summary>Characters by Zipf's law, so that pairs are as different in frequency as in any language.</summary>
    private static string Text(Random random, int length) => string.Create(length, random, static (to, random) =>
    {
        foreach (ref var unit in to)
            unit = (char)('一' + (int)Math.Pow(400, random.NextDouble()) - 1);
    });
}
