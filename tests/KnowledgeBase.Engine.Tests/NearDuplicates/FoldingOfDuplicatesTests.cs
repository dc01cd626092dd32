using KnowledgeBase.Engine.NearDuplicates;
using KnowledgeBase.Engine.Signatures;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.NearDuplicates;

/// <summary>Passages that say the same are one hit; the plain version compares every two texts.</summary>
public class FoldingOfDuplicatesTests
{
    private const string Wording = "（一）学习形式单一。支部学习仍以集中读文件、轮流念材料为主，组织现场教学只有1次，案例研讨2次，交流时你念你的、我念我的，听的同志印象不深。";
    private const string OtherNumbers = "二是学习形式单一。支部学习仍以集中读文件、轮流念材料为主，组织现场教学只有十二次，案例研讨７次，交流时你念你的、我念我的，听的同志印象不深。";
    private const string Changed = "（三）学习形式单一。机关学习还是以集中读文件、轮流念材料为主，组织现场教学只有3次，案例讨论2次，交流时你念你的、我念我的，同志们印象不深。";
    private const string Another = "（二）党建与业务融合不够。党建计划与项目计划分头编、分头报，临时党小组有的只起到了挂牌照相的作用，遇到难题还是靠科室单打独斗。";

    [Fact]
    public void Passages_that_say_the_same_are_one_hit_with_all_of_them()
    {
        using var index = Documents(("a", Wording), ("b", Another), ("c", OtherNumbers), ("d", Changed));
        var result = index.Search(new SearchRequest { Query = Text("印象不深"), FoldOn = "text" });
        Assert.Equal(1, result.TotalHits);
        Assert.Equal([0, 2, 3], Assert.Single(result.Hits).Folded!);
        Assert.Equal(3, index.Search(new SearchRequest { Query = Text("印象不深") }).TotalHits);
    }

    [Theory]
    [InlineData("学习形式单一。", "（二）学习形式单一", true)]
    [InlineData("学习形式单一。", "学习方式单一。", false)]
    [InlineData("", "", false)]
    public void Short_texts_are_the_same_only_to_the_character(string one, string other, bool isSame)
    {
        using var index = Documents(("a", one), ("b", other));
        Assert.Equal(isSame ? 1 : 2, index.Search(new SearchRequest { FoldOn = "text" }).TotalHits);
    }

    [Fact]
    public void A_facet_counts_each_wording_once_for_each_value()
    {
        using var index = Empty();
        index.Writer.Put(
            Group("g", Document("a", Wording, year: 2022), Document("b", OtherNumbers, year: 2022), Document("c", Changed, year: 2023)));
        index.Writer.Commit();
        index.Writer.Put(Group("h", Document("d", Wording, year: 2022), Document("e", Another, year: 2022)));
        index.Writer.Commit();
        var result = index.Search(new SearchRequest { FoldOn = "text", Facets = [new FacetRequest("year")] });
        Assert.Equal(2, result.TotalHits);
        Assert.Equal([new("2022", 2), new("2023", 1)], result.Facets["year"]);
    }

    [Fact]
    public void A_filter_folds_only_what_it_lets_through()
    {
        using var index = Empty();
        index.Writer.Put(
            Group("g", Document("a", Wording, year: 2022), Document("b", OtherNumbers, year: 2023), Document("c", Changed, year: 2023)));
        index.Writer.Commit();
        var result = index.Search(new SearchRequest { FoldOn = "text", Filters = [new Filter.Number("year", [new(2023, 2023)])] });
        Assert.Equal([1, 2], Assert.Single(result.Hits).Folded!);
    }

    [Fact]
    public void Rescoring_changes_the_order_of_the_best_and_tells_what_it_added()
    {
        using var index = Documents(("a", "防汛工作"), ("b", "防汛抗旱"), ("c", "抗旱"));
        var result = index.Search(new SearchRequest
        {
            Query = Text("防汛"),
            Rescoring = new Rescoring([("drought", new Query.Constant(Text("抗旱"), 5))]),
        });
        Assert.Equal([1, 0], result.Hits.Select(hit => hit.Document));
        Assert.Equal([5, 0], result.Hits.Select(hit => hit.Details!["drought"]));
        Assert.All(result.Hits, hit => Assert.InRange(hit.Score / result.Bound, 0, 1));
    }

    [Theory]
    [InlineData(20261)]
    [InlineData(20262)]
    public void Copies_are_folded_and_nothing_else_however_the_index_is_split(int seed)
    {
        var passages = Passages(new Random(seed), wordings: 60, copies: 4).ToArray();
        using var index = Empty();
        foreach (var part in passages.Index().Chunk(37))
        {
            foreach (var (number, passage) in part)
                index.Writer.Put(Group($"{number}", Document($"{number}", passage.Text)));
            index.Writer.Commit();
        }

        var split = Groups(index, passages.Length);
        index.Writer.Optimize();
        Assert.Equal(split, Groups(index, passages.Length));
        foreach (var (group, members) in passages.Index().GroupBy(one => split[one.Index]).Select(group => (group.Key, group.ToList())))
        {
            Assert.All(members, one => Assert.Equal(members[0].Item.Wording, one.Item.Wording));
            Assert.All(members, one =>
                Assert.True(Resemblance.Holds(Masked(members[0].Item.Text), Masked(one.Item.Text)), $"group {group}"));
        }

        // Where the plain comparison of all with all folds a text, so does the index, but for one in a hundred.
        var plain = Plain([.. passages.Select(passage => passage.Text)]);
        var together = passages.Index()
            .Where(one => plain[one.Index] < one.Index && Array.IndexOf(plain, plain[one.Index]) < one.Index).ToList();
        Assert.InRange(together.Count(one => Array.IndexOf(split, split[one.Index]) < one.Index), together.Count * 0.99, together.Count);
    }

    [Theory]
    [InlineData(20263)]
    [InlineData(20264)]
    public void Totals_facets_and_pages_are_those_of_the_hits_folded_one_by_one(int seed)
    {
        var random = new Random(seed);
        var passages = Passages(random, wordings: 40, copies: 6).ToArray();
        using var index = Empty();
        var years = new int?[passages.Length];
        foreach (var part in passages.Index().Chunk(61))
        {
            foreach (var (number, passage) in part)
            {
                years[number] = random.Next(5) == 0 ? null : random.Next(2019, 2024);
                index.Writer.Put(Group($"{number}", Document($"{number}", passage.Text, year: years[number])));
            }

            index.Writer.Commit();
        }

        foreach (var number in Enumerable.Range(0, passages.Length).Where(_ => random.Next(10) == 0))
            index.Writer.Delete($"{number}");
        index.Writer.Commit();
        var groups = Groups(index, passages.Length);
        foreach (var word in new[] { "党", "工作", "责任", "改革创新", "学" })
        {
            var request = new SearchRequest
            {
                Query = Text(word, TextMatch.Any),
                Filters = [new Filter.Number("year", [new(2020, 2022)])],
                Facets = [new FacetRequest("year"), new FacetRequest("section")],
                Limit = passages.Length,
            };
            var hits = index.Search(request).Hits.DistinctBy(hit => groups[hit.Document]).ToList();
            var folded = request with { FoldOn = "text" };
            Assert.Equal(hits.Count, index.Search(folded).TotalHits);
            for (var page = 0; page * 7 < hits.Count; page++)
            {
                var result = index.Search(folded with { Offset = page * 7, Limit = 7 });
                Assert.Equal(
                    hits.Skip(page * 7).Take(7).Select(hit => (hit.Document, hit.Score)),
                    result.Hits.Select(hit => (hit.Document, hit.Score)));
            }

            var counted = index.Search(request with { Filters = [] }).Hits
                .GroupBy(hit => years[hit.Document])
                .Select(year => (year.Key?.ToString(), (long)year.DistinctBy(hit => groups[hit.Document]).Count()));
            var facet = index.Search(folded).Facets["year"].Select(one => (one.Value, one.Count));
            Assert.Equal(counted.OrderBy(one => one.Item1), facet.OrderBy(one => one.Value));
        }
    }

    /// <summary>Each text joins the first leader that it resembles.</summary>
    private static int[] Plain(string[] texts)
    {
        var leaders = new List<string>();
        return [.. texts.Select(text =>
        {
            var masked = Masked(text);
            var found = leaders.FindIndex(leader => Resemblance.Holds(leader, masked));
            if (found >= 0)
                return found;
            leaders.Add(masked);
            return leaders.Count - 1;
        })];
    }

    private static string Masked(string text)
    {
        var buffer = new char[text.Length];
        return new string(buffer, 0, MaskedText.Write(text, buffer));
    }

    private static int[] Groups(Given index, int documents)
    {
        var groups = new int[documents];
        var hits = index.Search(new SearchRequest { FoldOn = "text", Limit = documents }).Hits.OrderBy(hit => hit.Folded![0]).ToList();
        for (var group = 0; group < hits.Count; group++)
            foreach (var document in hits[group].Folded!)
                groups[document] = group;
        return groups;
    }

    private static IEnumerable<(int Wording, string Text)> Passages(Random random, int wordings, int copies)
    {
        const string Alphabet = "党建业务学习工作干部群众落实责任监督管理服务发展改革创新问题整改措施制度机制队伍能力作风思想组织";
        var all = new List<(int, string)>();
        for (var w = 0; w < wordings; w++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30, 160)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            all.Add((w, text));
            for (var c = 0; c < copies; c++)
                all.Add((w, string.Concat(text.Select(one => random.Next(10) == 0 ? Alphabet[random.Next(Alphabet.Length)] : one))
                    + $"{random.Next(2000, 2026)}年"));
        }

        return all.OrderBy(_ => random.Next());
    }
}
