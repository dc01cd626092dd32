using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Searching;

public class SearchTests
{
    [Theory]
    [InlineData("提高，效率", "a")]
    [InlineData("高", "a,b")]
    [InlineData("，", "a,c")]
    [InlineData("ａｉ", "c")]
    [InlineData("a,B 2", "")]
    [InlineData("12.5%", "c")]
    [InlineData(" ", "c,d")]
    [InlineData("高效", "b")]
    [InlineData("", "")]
    public void A_phrase_finds_every_substring_after_folding(string phrase, string expected)
    {
        using var index = Documents(("a", "我们提高，效率"), ("b", "高效"), ("c", "AI，增长 １２．５％"), ("d", "\ud800\0x"));
        Assert.Equal(expected, string.Join(',', index.Ids(Text(phrase)).Order()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_character_like_any_other()
    {
        using var index = Documents(("a", "字\ud800字"), ("b", "字\ud840\udc00字"));
        Assert.Equal(["a"], index.Ids(Text("\ud800")));
        Assert.Equal(["b"], index.Ids(Text("\udc00字", TextMatch.Exact)));
    }

    [Fact]
    public void An_exact_text_is_compared_code_unit_by_code_unit()
    {
        using var index = Documents(("wide", "ＡＩ技术"), ("upper", "AI技术"), ("lower", "ai技术"));
        Assert.Equal(["upper"], index.Ids(Text("AI技术", TextMatch.Exact)));
    }

    [Fact]
    public void Any_needs_one_term_and_all_needs_each()
    {
        using var index = Documents(("a", "防汛抗旱"), ("b", "防汛工作"), ("c", "抗旱"), ("d", "其他"));
        Assert.Equal(["a", "b", "c"], index.Ids(Text("防汛 抗旱", TextMatch.Any)).Order());
        Assert.Equal(["a"], index.Ids(Text("防汛 抗旱", TextMatch.All)));
    }

    [Fact]
    public void Clauses_combine()
    {
        using var index = Documents(("a", "防汛抗旱"), ("b", "防汛工作"), ("c", "抗旱"), ("d", "其他"));
        Assert.Equal(["b"], index.Ids(new Query.And([Text("防汛"), new Query.Not(Text("抗旱"))])));
        Assert.Equal(["a", "b", "c"], index.Ids(new Query.Or([Text("防汛"), Text("抗旱")])).Order());
        Assert.Equal(["c", "d"], index.Ids(new Query.Not(Text("防汛"))));
    }

    [Fact]
    public void Most_of_some_clauses_match_by_their_weight()
    {
        using var index = Documents(("a", "防汛抗旱"), ("b", "防汛工作"), ("c", "抗旱"), ("d", "工作抗旱"));
        var clauses = new WeightedClause[] { new(Text("防汛"), 3), new(Text("抗旱"), 2), new(Text("工作"), 1) };
        Assert.Equal(["a", "b", "d"], index.Ids(new Query.AtLeast(clauses, 3)).Order());
        Assert.Equal(["a"], index.Ids(new Query.AtLeast(clauses, 5)));
        Assert.Empty(index.Ids(new Query.AtLeast(clauses, 7)));
        Assert.Throws<IndexArgumentException>(() => index.Ids(new Query.AtLeast([new(Text("防汛"), double.NaN)], 1)));
    }

    [Fact]
    public void Documents_by_number_restrict_a_query()
    {
        using var index = Documents(("a", "防汛抗旱"), ("b", "防汛工作"), ("c", "抗旱"), ("d", "其他"));
        using var snapshot = index.Index.Snapshot();
        var some = new Query.In([snapshot.Find("b")!.Value, snapshot.Find("c")!.Value, int.MaxValue, -1]);
        Assert.Equal(["b"], index.Ids(new Query.And([Text("防汛"), some])));
        Assert.Empty(index.Ids(new Query.In([])));
    }

    [Fact]
    public void A_field_restricts_a_text()
    {
        using var index = Empty();
        index.Writer.Put(Group("g", Document("in-text", "防汛", "标题"), Document("in-heading", "正文", "防汛")));
        index.Writer.Commit();
        Assert.Equal(["in-heading"], index.Ids(Text("防汛", TextMatch.Any, "heading")));
        Assert.Equal(["in-text"], index.Ids(Text("防汛", TextMatch.Phrase, "text")));
        Assert.Equal(["in-heading", "in-text"], index.Ids(Text("防汛")));
    }

    [Fact]
    public void A_facet_does_not_shrink_by_its_own_filter()
    {
        using var index = Empty();
        index.Writer.Put(Group("g",
            Document("1", "防汛", section: "problems", unit: "甲", year: 2023),
            Document("2", "防汛", section: "plans", unit: "甲", year: 2023),
            Document("3", "防汛", section: "plans", unit: "乙", year: 2024),
            Document("4", "防汛", section: "problems", year: 2024)));
        index.Writer.Commit();
        var result = index.Search(new SearchRequest
        {
            Query = Text("防汛"),
            Filters = [new Filter.Keyword("section", ["problems"]), new Filter.Number("year", [new NumberRange(2023, 2023)])],
            Facets = [new FacetRequest("section"), new FacetRequest("unit"), new FacetRequest("year")],
        });
        Assert.Equal(1, result.TotalHits);
        Assert.Equal([new("plans", 1), new("problems", 1)], result.Facets["section"]);
        Assert.Equal([new("甲", 1)], result.Facets["unit"]);
        Assert.Equal([new("2023", 1), new("2024", 1)], result.Facets["year"]);
    }

    [Fact]
    public void Collapsing_keeps_the_best_of_each_group_and_counts_groups()
    {
        using var index = Empty();
        index.Writer.Put(Group("one", Document("1a", "防汛工作很多很多字", unit: "甲"), Document("1b", "防汛", unit: "甲")));
        index.Writer.Put(Group("two", Document("2a", "防汛抗旱", unit: "甲")));
        index.Writer.Commit();
        var request = new SearchRequest { Query = Text("防汛"), Collapse = true, Facets = [new FacetRequest("unit")] };
        Assert.Equal(["1b", "2a"], index.Ids(request));
        Assert.Equal(2, index.Search(request).TotalHits);
        Assert.Equal([new("甲", 2)], index.Search(request).Facets["unit"]);
    }

    [Fact]
    public void A_sort_puts_documents_without_a_number_last()
    {
        using var index = Empty();
        index.Writer.Put(Group("g", Document("none", "防汛"), Document("old", "防汛", year: 2019), Document("new", "防汛", year: 2025)));
        index.Writer.Commit();
        Assert.Equal(["new", "old", "none"],
            index.Ids(new SearchRequest { Query = Text("防汛"), Sort = new NumberSort("year", Descending: true) }));
        Assert.Equal(["old", "new", "none"],
            index.Ids(new SearchRequest { Query = Text("防汛"), Sort = new NumberSort("year", Descending: false) }));
    }

    [Fact]
    public void A_highlight_marks_exactly_what_matched()
    {
        using var index = Documents(("a", "防汛"));
        using var snapshot = index.Index.Snapshot();
        Assert.Equal([new TextSpan(1, 2), new TextSpan(6, 4)], snapshot.Highlight(Text("防汛抗旱", TextMatch.Any), "抓防汛，抗，防汛抗旱"));
        Assert.Equal([new TextSpan(6, 4)], snapshot.Highlight(Text("防汛抗旱"), "抓防汛，抗，防汛抗旱"));
        Assert.Equal([new TextSpan(0, 4)], snapshot.Highlight(Text("哈哈"), "哈哈哈哈"));
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var index = Documents(("a", "防汛"));
        using var snapshot = index.Index.Snapshot();
        Assert.Throws<OperationCanceledException>(() => snapshot.Search(new SearchRequest(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void An_unreasonable_request_gets_a_bounded_answer_or_a_reason()
    {
        using var index = Documents(("a", "防汛"));
        Assert.Equal(["a"], index.Ids(new SearchRequest { Limit = int.MaxValue, Offset = 0 }));
        Assert.Empty(index.Ids(new SearchRequest { Limit = int.MaxValue, Offset = int.MaxValue }));
        Query deep = Query.All;
        for (var i = 0; i < 100_000; i++)
            deep = new Query.Not(deep);
        Assert.Throws<IndexArgumentException>(() => index.Ids(deep));
        Assert.Throws<IndexArgumentException>(() => index.Ids(new Query.Or([.. Enumerable.Repeat(Text("防汛"), 10_000)])));
        Assert.Throws<IndexArgumentException>(() => index.Ids(Text("防汛", TextMatch.Any, "nowhere")));
    }
}
