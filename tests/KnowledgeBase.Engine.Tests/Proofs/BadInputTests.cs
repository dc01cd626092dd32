using KnowledgeBase.Engine.Proofs;
using KnowledgeBase.Engine.Proofs.Faults;

namespace KnowledgeBase.Engine.Tests.Proofs;

public sealed class BadInputTests : IDisposable
{
    private static readonly IndexSchema Schema = new([new TextField("heading", 2), new TextField("text")], ["section"], ["year"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly SearchIndex _index = SearchIndex.Open(new FaultStorage(new SimulatedDisk(), FaultPlan.None), Schema);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void A_passage_of_ten_million_characters_is_found_at_its_end()
    {
        Put("long", new string('防', 9_999_998) + "抗旱");

        Assert.Equal(1, Total(new Query.Text("防抗旱", TextMatch.Exact)));
        Assert.Equal(1, Total(new Query.Text("抗旱", TextMatch.Any)));
        Assert.Equal(0, Total(new Query.Text("旱防", TextMatch.Phrase)));
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_by_name_and_changes_nothing()
    {
        using var small = SearchIndex.Open(new FaultStorage(new SimulatedDisk(), FaultPlan.None), Schema,
            new IndexOptions { MaxTextLength = 100 });
        using var writer = small.OpenWriter();
        writer.Put(Group("kept", "防汛"));

        var refusal = Assert.Throws<IndexArgumentException>(() => writer.Put(Group("kept", new string('防', 101))));
        Assert.Contains("kept#0", refusal.Message, StringComparison.Ordinal);
        writer.Commit();
        Assert.Equal(1, Total(new Query.Text("防汛", TextMatch.Phrase), small));
    }

    [Theory]
    [InlineData(0xD840)]
    [InlineData(0xDC00)]
    [InlineData(0x9632, 0xD840, 0x6C5B)]
    [InlineData(0xDC00, 0xD840)]
    [InlineData(0)]
    [InlineData(0, 0, 0x9632, 0)]
    [InlineData(0xFFFF, 0xFFFE)]
    public void Lone_surrogates_and_NUL_come_back_as_they_were_put(params int[] units)
    {
        var text = string.Concat(units.Select(unit => (char)unit));
        Put("odd", $"前{text}后");

        using var snapshot = _index.Snapshot();
        Assert.Equal($"前{text}后", snapshot.Read(0).Texts[1]);
        Assert.Equal(1, Total(new Query.Text(text, TextMatch.Exact)));
        Assert.Equal(1, Total(new Query.Text(text, TextMatch.Phrase)));
        Total(new Query.Text(text, TextMatch.Any));
        Total(new Query.Text(text, TextMatch.All));
        Total(new Query.Like(text));
        Assert.Equal([new TextSpan(1, text.Length)], snapshot.Highlight(new Query.Text(text, TextMatch.Exact), $"前{text}后"));
    }

    [Fact]
    public void Ten_thousand_clauses_are_refused()
    {
        Put("k", "防汛");
        Query[] clauses = [.. Enumerable.Repeat(new Query.Text("防", TextMatch.Any), 10_000)];
        Assert.Throws<IndexArgumentException>(() => Total(new Query.Or(clauses)));
        Assert.Throws<IndexArgumentException>(() => Total(new Query.And(clauses)));
    }

    [Fact]
    public void Clauses_are_counted_over_the_whole_query()
    {
        Put("k", "防汛");
        Query[] clauses = [.. Enumerable.Repeat(new Query.Text("防", TextMatch.Any), 100)];
        Assert.Throws<IndexArgumentException>(() => Total(new Query.Or([.. Enumerable.Repeat(new Query.And(clauses), 100)])));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Deep_parentheses_are_refused(int depth)
    {
        Put("k", "防汛");
        Query query = new Query.Text("防", TextMatch.Any);
        for (var i = 0; i < depth; i++)
            query = i % 2 == 0 ? new Query.Not(query) : new Query.And([query]);

        Assert.Throws<IndexArgumentException>(() => Total(query));
        using var snapshot = _index.Snapshot();
        Assert.Throws<IndexArgumentException>(() => snapshot.Highlight(query, "防汛"));
    }

    [Theory]
    [InlineData(0, int.MaxValue, 3)]
    [InlineData(1, int.MaxValue, 2)]
    [InlineData(int.MaxValue, int.MaxValue, 0)]
    [InlineData(int.MaxValue, 1, 0)]
    public void A_page_of_any_size_costs_what_the_hits_cost(int offset, int limit, int hits)
    {
        foreach (var key in new[] { "a", "b", "c" })
            Put(key, "防汛");
        using var snapshot = _index.Snapshot();
        var request = new SearchRequest { Query = new Query.Text("防汛", TextMatch.Any), Offset = offset, Limit = limit };
        snapshot.Search(request, Cancel);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = snapshot.Search(request, Cancel);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal(hits, result.Hits.Count);
        Assert.Equal(3, result.TotalHits);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, -1)]
    public void A_negative_page_is_refused(int offset, int limit)
    {
        using var snapshot = _index.Snapshot();
        Assert.Throws<IndexArgumentException>(() => snapshot.Search(new SearchRequest { Offset = offset, Limit = limit }, Cancel));
    }

    [Fact]
    public void Fields_that_are_not_there_are_refused_by_name()
    {
        using var snapshot = _index.Snapshot();
        SearchRequest[] requests =
        [
            new() { Query = new Query.Text("防", TextMatch.Any, "nowhere") },
            new() { Query = new Query.Where(new Filter.Keyword("nowhere", ["a"])) },
            new() { Filters = [new Filter.Keyword("nowhere", ["a"])] },
            new() { Filters = [new Filter.Number("nowhere", [new NumberRange(1, 2)])] },
            new() { Facets = [new FacetRequest("nowhere")] },
            new() { Sort = new NumberSort("nowhere", true) },
        ];
        foreach (var request in requests)
            Assert.Contains("nowhere", Assert.Throws<IndexArgumentException>(() => snapshot.Search(request, Cancel)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_ids_beyond_their_limits_are_refused_and_change_nothing()
    {
        using var writer = _index.OpenWriter();
        writer.Put(Group("kept", "防汛"));
        DocumentGroup[] groups =
        [
            Group(new string('键', 342), "防汛"),
            Group("\uD840", "防汛"),
            new() { Key = "kept", Documents = [new IndexDocument { Id = new string('a', 513) }] },
            new() { Key = "kept", Documents = [new IndexDocument { Id = "\uDC00" }] },
            new() { Key = "kept", Documents = [new IndexDocument { Id = "same" }, new IndexDocument { Id = "same" }] },
            new() { Key = "kept", Documents = [new IndexDocument { Id = "more", Texts = ["a", "b", "c"] }] },
        ];
        foreach (var group in groups)
            Assert.Throws<IndexArgumentException>(() => writer.Put(group));
        writer.Commit();

        using var snapshot = _index.Snapshot();
        Assert.Equal(["kept"], snapshot.Groups());
        Assert.Equal(1, snapshot.DocumentCount);
    }

    [Fact]
    public void A_query_of_a_million_characters_is_answered_or_refused()
    {
        Put("k", "防汛抗旱");
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 1_000_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF))) + "防汛抗旱";
        foreach (var match in Enum.GetValues<TextMatch>())
        {
            try
            {
                Assert.Equal(match == TextMatch.Any ? 1 : 0, Total(new Query.Text(text, match)));
            }
            catch (IndexArgumentException)
            {
                // A clear refusal is as good.
            }
        }
    }

    [Fact]
    public void A_folder_that_is_not_an_index_is_refused_and_left_alone()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.At("letter.txt"), "not an index");
        Directory.CreateDirectory(temporary.At("folder"));

        Assert.Throws<IndexException>(() => SearchIndex.Open(temporary.Folder, Schema));
        Assert.Equal(["folder", "letter.txt"],
            Directory.EnumerateFileSystemEntries(temporary.Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.ThrowsAny<IndexException>(() => SearchIndex.Check(temporary.Folder, Cancel));
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_refused()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.At("index"), "not a folder");
        Assert.ThrowsAny<IndexException>(() => SearchIndex.Open(temporary.At("index"), Schema));
        Assert.Equal("not a folder", File.ReadAllText(temporary.At("index")));
    }

    [Fact]
    public void Another_schema_is_refused()
    {
        using var temporary = new TemporaryFolder();
        using (var created = SearchIndex.Open(temporary.At("index"), Schema))
            created.OpenWriter().Dispose();
        var other = Schema with { Keywords = ["unit"] };
        Assert.Throws<IndexVersionException>(() => SearchIndex.Open(temporary.At("index"), other));
        SearchIndex.Open(temporary.At("index"), Schema).Dispose();
    }

    [Fact]
    public void A_search_that_is_cancelled_says_so()
    {
        Put("k", "防汛");
        using var snapshot = _index.Snapshot();
        Assert.ThrowsAny<OperationCanceledException>(
            () => snapshot.Search(new SearchRequest { Query = new Query.Text("防", TextMatch.Any) }, new CancellationToken(canceled: true)));
    }

    private long Total(Query query, SearchIndex? from = null)
    {
        using var snapshot = (from ?? _index).Snapshot();
        return snapshot.Search(new SearchRequest { Query = query }, Cancel).TotalHits;
    }

    private void Put(string key, string text)
    {
        using var writer = _index.OpenWriter();
        writer.Put(Group(key, text));
        writer.Commit();
    }

    private static DocumentGroup Group(string key, string text) => new()
    {
        Key = key,
        Documents = [new IndexDocument { Id = $"{key}#0", Texts = [null, text] }],
    };
}
