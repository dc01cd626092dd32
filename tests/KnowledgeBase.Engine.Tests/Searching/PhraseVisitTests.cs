using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Searching;

/// <summary>Visiting the documents of a phrase equals searching for it, over several segments with deletions.</summary>
public sealed class PhraseVisitTests : IDisposable
{
    private const int Seed = 11;
    private const int Documents = 9_000;
    private const string Letters = "甲乙丙丁，Ａa ";
    private readonly Given _index = Empty();

    public PhraseVisitTests()
    {
        var random = new Random(Seed);
        for (var document = 0; document < Documents; document++)
        {
            var one = Document($"{document}", Text(random, 24), Text(random, 4), year: 2000 + random.Next(4));
            _index.Writer.Put(Group($"k{document % 8_000}", one));
            if (document % 2_500 == 0)
                _index.Writer.Commit();
        }

        _index.Writer.Commit();
    }

    [Theory]
    [InlineData(TextMatch.Phrase)]
    [InlineData(TextMatch.Exact)]
    public void What_is_visited_is_what_a_search_finds_in_ascending_order(TextMatch match)
    {
        var random = new Random(Seed + 1);
        using var snapshot = _index.Index.Snapshot();
        Assert.True(snapshot.SegmentCount > 1);
        for (var i = 0; i < 300; i++)
        {
            var phrase = new Query.Text(Text(random, 1 + random.Next(6)), match, random.Next(3) == 0 ? null : "text");
            Filter[] filters = random.Next(2) == 0 ? [] : [new Filter.Number("year", [new NumberRange(2001, 2002)])];
            var found = snapshot.Search(new SearchRequest { Query = phrase, Filters = filters, Limit = Documents })
                .Hits.Select(hit => hit.Document).Order().ToList();
            var (visited, most) = (new List<int>(), 1 + random.Next(40));
            snapshot.Visit(phrase, filters, document =>
            {
                visited.Add(document);
                return true;
            });
            Assert.True(found.SequenceEqual(visited), $"'{phrase.Value}' with seed {Seed}: {found.Count} found, {visited.Count} visited");
            visited.Clear();
            snapshot.Visit(phrase, filters, document =>
            {
                visited.Add(document);
                return visited.Count < most;
            });
            Assert.Equal(found.Take(most), visited);
        }
    }

    [Fact]
    public void Only_phrases_are_visited_and_unknown_fields_refused()
    {
        using var snapshot = _index.Index.Snapshot();
        Assert.Throws<IndexArgumentException>(() => snapshot.Visit(new Query.Text("甲", TextMatch.Any), [], _ => true));
        Assert.Throws<IndexArgumentException>(() => snapshot.Visit(new Query.Text("甲", TextMatch.Phrase, "none"), [], _ => true));
        Assert.Throws<IndexArgumentException>(
            () => snapshot.Visit(new Query.Text("甲", TextMatch.Phrase), [new Filter.Keyword("none", ["x"])], _ => true));
    }

    public void Dispose() => _index.Dispose();

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));
}
