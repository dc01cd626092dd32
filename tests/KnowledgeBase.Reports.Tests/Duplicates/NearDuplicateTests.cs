using FsCheck;
using FsCheck.Fluent;
using KnowledgeBase.Reports.Duplicates;

namespace KnowledgeBase.Reports.Tests.Duplicates;

public class NearDuplicateTests
{
    private const string Report = "2023年以来，柳河县水利局党组坚持把基层党建摆在突出位置，全年召开党组会议十二次，研究党建工作八次。一是抓学习，组织集中学习二十四次，开展专题研讨六次。二是抓阵地，投入资金30万元，"
        + "建成标准化活动室三个。三是抓队伍，培训党务干部四十六人次，发展党员五名。存在的主要问题是学习形式单一，个别支部以会代学，研讨交流不深不透，理论联系实际不够紧密。";
    private const string Other =
        "青石镇应急管理所围绕防汛抗旱重点任务，修订完善应急预案，储备沙袋、冲锋舟等物资，组织村级巡查员开展拉网式排查，整改隐患一百余处。演练频次偏少，部分群众自救互救知识缺乏，预警信息到户到人还有差距，夜间值守力量薄弱，需要进一步健全联动机制，提升实战能力。";

    [Theory]
    [InlineData("2023年", "2025年")]
    [InlineData("2023", "２０２３")]
    [InlineData("柳河县", "青山县")]
    [InlineData("柳河县", "××县")]
    [InlineData("柳河县", "X县")]
    [InlineData("柳河县", "某县")]
    [InlineData("，", " , ")]
    [InlineData("三是抓队伍", "三是 抓\u200B队伍")]
    public void Another_year_place_or_punctuation_is_the_same_text(string from, string to)
    {
        var other = Report.Replace(from, to, StringComparison.Ordinal);
        Assert.Equal(1.0, NearDuplicates.Compare(Report, other).Jaccard);
        Assert.Equal(NearDuplicates.Signature(Report), NearDuplicates.Signature(other));
    }

    [Fact]
    public void The_windows_of_a_text_have_the_signature_of_its_shingles()
    {
        foreach (var text in (string[])[Report, Other, string.Concat(Enumerable.Repeat(Report + Other, 40)), "学习形式单一"])
        {
            var folded = new char[2 * text.Length];
            var length = ComparisonText.Fold(text, folded);
            Assert.Equal(MinHash.Of(Shingles.Of(text)), MinHash.OfWindows(folded.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_long_text_has_the_signature_of_its_part_that_recurs()
    {
        var text = string.Concat(Enumerable.Repeat(Report + Other, 4000));
        Assert.Equal(NearDuplicates.Signature(string.Concat(Enumerable.Repeat(Report + Other, 3))), NearDuplicates.Signature(text));
        Assert.Single(NearDuplicates.Signature(new string(' ', 2_000_000)));
    }

    [Fact]
    public void Sentences_in_another_order_are_nearly_the_same()
    {
        var swapped = string.Join('。', Report.TrimEnd('。').Split('。').Reverse());
        Assert.True(NearDuplicates.Compare(Report, swapped).IsNear);
    }

    [Fact]
    public void Another_unit_of_another_name_is_nearly_the_same() =>
        Assert.True(NearDuplicates.Compare(Report, Report.Replace("水利局", "农业农村和水务局", StringComparison.Ordinal)).IsNear);

    [Fact]
    public void A_text_within_a_longer_one_is_near_as_long_as_it_is_most_of_it()
    {
        Assert.True(NearDuplicates.Compare(Report, Report + Other[..70]).IsNear);
        Assert.True(NearDuplicates.Compare(Report, Report + Other).IsNear);
        Assert.False(NearDuplicates.Compare(Report[..60], Report + Other).IsNear);
    }

    [Fact]
    public void Texts_of_one_kind_on_different_matters_are_not()
    {
        Assert.False(NearDuplicates.Compare(Report, Other).IsNear);
        Assert.False(NearDuplicates.Compare("", "").IsNear);
        Assert.False(NearDuplicates.Compare("。，", "……").IsNear);
    }

    [Fact]
    public void A_signature_never_changes() =>
        // Signatures are stored: whoever changes how they are made gives them another version.
        Assert.Equal(
            "4BD9B728F39EBAEC", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(NearDuplicates.Signature(Report)))[..16]);

    [Fact]
    public void Clusters_are_named_by_their_first_member_and_chains_are_one()
    {
        var clusters = NearDuplicates.Cluster(
            [("c", Report), ("b", Report.Replace("2023", "2021", StringComparison.Ordinal)), ("x", Other), ("a", Report + Other[..60])]);
        Assert.Equal(("a", "a", "a", "x"), (clusters["a"], clusters["b"], clusters["c"], clusters["x"]));
    }

    [Fact]
    public void Two_texts_of_one_id_are_an_error() =>
        Assert.Throws<ArgumentException>(() => NearDuplicates.Cluster([("a", Report), ("a", Other)]));

    [Fact]
    public void Clusters_are_those_of_comparing_every_text_with_every_other()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var texts = Families(seed);
            Assert.Equal(Plain(texts), Sorted(NearDuplicates.Cluster(texts)));
        }
    }

    [Fact]
    public void Clusters_do_not_depend_on_the_order_of_the_texts()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var texts = Families(seed);
            var shuffled = texts.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Sorted(NearDuplicates.Cluster(texts)), Sorted(NearDuplicates.Cluster(shuffled)));
        }
    }

    [Fact]
    public void An_index_after_removals_is_the_index_of_what_is_left()
    {
        var texts = Families(7);
        var (all, rest) = (new DuplicateIndex(), new DuplicateIndex());
        foreach (var (id, text) in texts)
            all.Add(id, NearDuplicates.Signature(text));
        foreach (var (id, _) in texts.Where((_, i) => i % 3 == 0))
            Assert.True(all.Remove(id));
        foreach (var (id, text) in texts.Where((_, i) => i % 3 != 0).Reverse())
            rest.Add(id, NearDuplicates.Signature(text));
        Assert.False(all.Remove("no such id"));
        Assert.Equal(rest.Count, all.Count);
        Assert.All(texts, t =>
            Assert.Equal(rest.Candidates(NearDuplicates.Signature(t.Text)), all.Candidates(NearDuplicates.Signature(t.Text))));
    }

    [Fact]
    public void An_id_added_again_has_its_new_signature()
    {
        var index = new DuplicateIndex();
        index.Add("a", NearDuplicates.Signature(Report));
        index.Add("a", NearDuplicates.Signature(Other));
        Assert.Empty(index.Candidates(NearDuplicates.Signature(Report)));
        Assert.Equal([new DuplicateCandidate("a", 1)], index.Candidates(NearDuplicates.Signature(Other)));
    }

    [Fact]
    public void Bytes_that_are_no_signature_have_no_candidates()
    {
        var index = new DuplicateIndex();
        index.Add("a", [9, 9, 9]);
        Assert.Empty(index.Candidates([9, 9, 9]));
        Assert.True(index.Remove("a"));
    }

    [Fact]
    public void Any_text_is_like_itself_and_likeness_has_no_direction() =>
        Prop.ForAll<string?, string?>((a, b) =>
        {
            var (x, y) = (a ?? "", b ?? "");
            var there = NearDuplicates.Compare(x, y);
            var self = NearDuplicates.Compare(x, x);
            return there == NearDuplicates.Compare(y, x) && there.Jaccard is >= 0 and <= 1 && there.Jaccard <= there.Containment
                && (self.Jaccard is 1 || NearDuplicates.Signature(x).Length == 1)
                && NearDuplicates.Signature(x).SequenceEqual(NearDuplicates.Signature(x));
        }).Check(Config.QuickThrowOnFailure.WithReplay(20240610, 20240611).WithMaxTest(500));

    [Fact]
    public void The_estimate_is_near_the_truth()
    {
        foreach (var share in (int[])[60, 75, 90])
        {
            var (a, b) = (Sentences(1, 100), Sentences(1, share) + Sentences(2, 100 - share));
            var index = new DuplicateIndex();
            index.Add("a", NearDuplicates.Signature(a));
            var estimate = index.Candidates(NearDuplicates.Signature(b)).Select(c => c.Estimate).FirstOrDefault();
            Assert.InRange(estimate - NearDuplicates.Compare(a, b).Jaccard, -0.15, 0.15);
        }
    }

    /// <summary>The slow and plain way: each pair is compared, and names spread until nothing changes.</summary>
    private static List<(string, string)> Plain(List<(string Id, string Text)> texts)
    {
        var names = texts.ToDictionary(t => t.Id, t => t.Id);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var a in texts)
            {
                foreach (var b in texts.Where(
                    b => string.CompareOrdinal(names[b.Id], names[a.Id]) < 0 && NearDuplicates.Compare(a.Text, b.Text).IsNear))
                {
                    names[a.Id] = names[b.Id];
                    changed = true;
                }
            }
        }

        return [.. names.Select(n => (n.Key, n.Value)).Order()];
    }

    private static List<(string, string)> Sorted(IReadOnlyDictionary<string, string> clusters) =>
        [.. clusters.Select(c => (c.Key, c.Value)).Order()];

    /// <summary>Texts of their own, and copies of them with more or fewer sentences replaced.</summary>
    private static List<(string Id, string Text)> Families(int seed)
    {
        var random = new Random(seed);
        var texts = new List<(string, string)>();
        for (var family = 0; family < 5; family++)
        {
            var origin = seed * 1000 + family;
            for (var copy = random.Next(1, 5); copy > 0; copy--)
            {
                var replaced = random.Next(0, 12);
                texts.Add(($"{random.Next(1000):D3}-{texts.Count}", Sentences(origin, 30 - replaced)
                    + Sentences(origin * 31 + texts.Count, replaced)));
            }
        }

        return texts;
    }

    private static string Sentences(int seed, int count)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count)
            .Select(_ => string.Concat(Enumerable.Range(0, 15).Select(_ => (char)random.Next('一', '一' + 3000))) + "。"));
    }
}
