using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Tests.Problems;

public sealed class ProblemLedgerTests
{
    private static readonly string[] Pool =
    [
        "学习形式单一。多以念材料为主。", "学习方式比较陈旧。一人领读，众人听。", "党建与业务融合不够。两头都抓，两头都不实。",
        "干部队伍老化。平均年龄五十岁。", "队伍青黄不接。新人接不上。", "流动党员管理缺位。半年联系不上。", "水价改革进展迟缓。水费收不上来。",
    ];

    [Fact]
    public void A_list_that_is_too_long_for_one_passage_is_read_to_its_end()
    {
        var derivation = new ProblemDerivation();
        using var given = new Given(derivation);
        var faults = Enumerable.Range(0, 60).Select(number => $"第{number}个站点的水费收缴不够及时，台账登记不够规范，值守人员到位不够快；");
        given.File("a.txt", $"清河县水利局2023年工作总结\n一、主要工作\n（一）守好水。全年没有出事。\n二、存在问题\n{string.Concat(faults)}干部队伍老化。\n");
        using var view = given.View(derivation);
        var items = view.Whole(derivation).Of(0);
        Assert.Equal((61, "干部队伍老化"), (items.Count, items[^1].Head));
        Assert.True(items.Select(item => item.Passage).Distinct().Count() > 2);
        Assert.All(items, item => Assert.InRange(
            item.Start + item.Length, 1, view.Read(0, item.Passage).Text.Length));
    }

    [Fact]
    public void Every_count_equals_a_plain_recount()
    {
        var derivation = new ProblemDerivation();
        using var given = new Given(derivation);
        var random = new Random(42);
        for (var file = 0; file < 40; file++)
            given.File($"{file}.txt", Some.Report(
                $"{"清河青溪临江云岭"[random.Next(4)]}河县{(random.Next(2) == 0 ? "审计局" : "教育局")}", 2019 + random.Next(5),
                [.. Pool.OrderBy(_ => random.Next()).Take(1 + random.Next(4))]));
        using var view = given.View(derivation);
        var ledger = view.Whole(derivation);
        Assert.NotEmpty(ledger.Groups);

        var plain = Enumerable.Range(0, view.Reports.Count)
            .SelectMany(report => ledger.Of(report).Select(item => (Report: report, Item: item)))
            .GroupBy(entry => entry.Item.Key)
            .ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(plain.Count, ledger.Groups.Count);
        Assert.All(ledger.Groups, group =>
        {
            var tally = group.Tally;
            var entries = plain[group.Key];
            Assert.Equal(entries.Count, tally.Items);
            Assert.Equal(entries.Select(entry => entry.Report).Distinct().Count(), group.Tally.Reports);
            Assert.Equal(entries.Select(entry => view.Reports[entry.Report].Unit).OfType<string>().Distinct().Count(), group.Tally.Units);
            foreach (var (type, year, reports, units) in tally.Cells)
            {
                var cell = entries
                    .Where(entry => view.Reports[entry.Report].UnitType == type && view.Reports[entry.Report].Year == year)
                    .ToList();
                Assert.Equal(cell.Select(entry => entry.Report).Distinct().Count(), reports);
                Assert.Equal(cell.Select(entry => view.Reports[entry.Report].Unit).OfType<string>().Distinct().Count(), units);
            }

            Assert.Equal(group.Tally.Reports, tally.Cells.Sum(cell => cell.Reports));
            Assert.Contains(group.Name, entries.Select(entry => entry.Item.Head));
        });
    }

    [Fact]
    public void Items_are_exact_parts_of_stored_passages()
    {
        var derivation = new ProblemDerivation();
        using var given = new Given(derivation);
        given.File("a.txt", Some.Report("清河县审计局", 2023, Pool[0], Pool[3]));
        using var view = given.View(derivation);
        var items = view.Whole(derivation).Of(0);
        Assert.Equal(2, items.Count);
        Assert.All(items, item => Assert.Contains(
            item.Head, view.Read(0, item.Passage).Text.Substring(item.Start, item.Length), StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_keep_their_ids_when_everything_is_read_again_in_another_order()
    {
        var files = Enumerable.Range(0, 6)
            .Select(number => (
                Name: $"{number}.txt",
                Text: Some.Report($"{"清青临云山水"[number]}河县审计局", 2020 + number, Pool[number], Pool[number + 1])))
            .ToList();
        var first = Ids(files);
        Assert.Equal(first, Ids([.. files.AsEnumerable().Reverse()]));
        Assert.Superset(Ids(files[..3]).Select(IdOf).ToHashSet(), first.Select(IdOf).ToHashSet());

        static string IdOf(string line) => line.Split(' ')[0];

        static IReadOnlyList<string> Ids(IReadOnlyList<(string Name, string Text)> files)
        {
            var derivation = new ProblemDerivation();
            using var given = new Given(derivation);
            foreach (var (name, text) in files)
                given.File(name, text);
            using var view = given.View(derivation);
            return [.. view.Whole(derivation).Groups.Select(group => $"{group.Id} {group.Key} {group.Name} {group.Tally.Reports}").Order()];
        }
    }

    [Fact]
    public void A_removed_report_is_counted_no_more()
    {
        var derivation = new ProblemDerivation();
        using var given = new Given(derivation);
        given.File("a.txt", Some.Report("清河县审计局", 2022, Pool[0]));
        given.File("b.txt", Some.Report("青溪县教育局", 2023, Pool[1]));
        using (var both = given.View(derivation))
            Assert.Equal(2, Assert.Single(both.Whole(derivation).Groups).Tally.Reports);
        given.Remove("a.txt");
        using var view = given.View(derivation);
        Assert.Equal(1, Assert.Single(view.Whole(derivation).Groups).Tally.Reports);
    }

    [Fact]
    public void The_central_wording_is_the_one_nearest_to_all() =>
        Assert.Equal("学习形式单一", CentralWording.Of(["学习形式单一", "学习形式单一", "学习形式较单一", "政治学习形式单一", "念材料"]));

    [Fact]
    public void Wordings_shown_side_by_side_share_little()
    {
        string[] texts = ["集中学习多以念材料为主，讨论少。", "集中学习多以念材料为主，讨论很少。", "一人领读，众人旁听，没有交流。"];
        Assert.Equal([0, 2], DifferentWordings.Choose(texts, 5));
        Assert.True(DifferentWordings.Share(texts[0], texts[1]) > DifferentWordings.MostShared);
        Assert.Empty(DifferentWordings.Choose([], 5));
    }

    [Fact]
    public void A_trend_follows_shares_and_not_the_number_of_reports()
    {
        Assert.Equal(ProblemTrend.Steady, ProblemTrends.Of([(2020, 2, 10), (2021, 4, 20), (2022, 8, 40)]));
        Assert.Equal(ProblemTrend.Rising, ProblemTrends.Of([(2020, 1, 20), (2021, 2, 20), (2022, 8, 20)]));
        Assert.Equal(ProblemTrend.Falling, ProblemTrends.Of([(2020, 8, 20), (2021, 2, 20), (2022, 1, 20)]));
        Assert.Null(ProblemTrends.Of([(2020, 1, 20), (2021, 1, 20), (2022, 1, 20)]));
        Assert.Null(ProblemTrends.Of([(2020, 8, 20), (2021, 1, 20)]));
    }
}
