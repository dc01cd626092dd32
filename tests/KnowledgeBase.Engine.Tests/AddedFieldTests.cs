using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests;

/// <summary>A program that has one keyword field more, over an index that was written before.</summary>
public sealed class AddedFieldTests : IDisposable
{
    private static readonly IndexSchema Longer = Schema with { Keywords = [.. Schema.Keywords, "topic"] };
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-engine-").FullName;

    public AddedFieldTests()
    {
        using var index = SearchIndex.Open(_folder, Schema);
        using var writer = index.OpenWriter();
        for (var i = 0; i < 300; i++)
            writer.Put(Group($"k{i}", Document($"{i}", "防汛")));
        writer.Commit();
    }

    [Fact]
    public void What_was_written_before_has_no_value_until_it_is_put_anew()
    {
        using (var index = SearchIndex.Open(_folder, Longer))
        {
            Assert.Equal((300, 0), Counts(index));
            using var writer = index.OpenWriter();
            writer.Put(Group("k7", Document("7", "防汛") with { Keywords = [.. Schema.Keywords.Select(_ => (string?)null), "水利"] }));
            writer.Commit();
            Assert.Equal((299, 1), Counts(index));
        }

        Assert.Empty(SearchIndex.Check(_folder).Damages);
        using (var index = SearchIndex.Open(_folder, Longer))
        {
            using var writer = index.OpenWriter();
            writer.Optimize();
            Assert.Equal((299, 1), Counts(index));
            using var snapshot = index.Snapshot();
            Assert.Equal("水利", snapshot.Read(snapshot.Find("7")!.Value).Keywords[^1]);
            Assert.Null(snapshot.Read(snapshot.Find("8")!.Value).Keywords[^1]);
        }

        Assert.Empty(SearchIndex.Check(_folder).Damages);
    }

    [Fact]
    public void Reading_alone_changes_nothing_and_a_field_less_or_in_another_place_is_refused()
    {
        SearchIndex.Open(_folder, Longer).Dispose();
        SearchIndex.Open(_folder, Schema).Dispose();
        Assert.Throws<IndexVersionException>(() => SearchIndex.Open(_folder, Schema with { Keywords = [.. Schema.Keywords.Skip(1)] }));
        Assert.Throws<IndexVersionException>(() => SearchIndex.Open(_folder, Schema with { Keywords = ["topic", .. Schema.Keywords] }));
        using (var index = SearchIndex.Open(_folder, Longer))
        using (var writer = index.OpenWriter())
        {
            writer.Put(Group("k7", Document("7", "防汛")));
            writer.Commit();
        }

        Assert.Throws<IndexVersionException>(() => SearchIndex.Open(_folder, Schema));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>How many documents have no value and one, by filters and by the facet.</summary>
    private static (long None, long Some) Counts(SearchIndex index)
    {
        using var snapshot = index.Snapshot();
        var facet = snapshot.Search(new SearchRequest { Facets = [new FacetRequest("topic")], Limit = 0 }).Facets["topic"];
        (long None, long Some) counts = (Count(null), Count("水利"));
        Assert.Equal(counts, (facet.Where(value => value.Value is null).Sum(value => value.Count),
            facet.Where(value => value.Value is not null).Sum(value => value.Count)));
        return counts;

        long Count(string? value) => snapshot.Search(
            new SearchRequest { Filters = [new Filter.Keyword("topic", [value])], Limit = 0 }).TotalHits;
    }
}
