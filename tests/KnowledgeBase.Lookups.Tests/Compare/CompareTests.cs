using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Units;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Tests.Compare;

public sealed class CompareTests : IDisposable
{
    private readonly ProblemDerivation _problems = new();
    private readonly Given _given;
    private readonly CollectionView _view;

    public CompareTests()
    {
        _given = new Given(_problems);
        _given.File("a.txt", Some.Report("清河县审计局", 2022, "学习形式单一。念材料。", "干部队伍老化。五十岁。"));
        _given.File("b.txt", Some.Report("清河县审计局", 2023, "学习方式陈旧。领读。", "流动党员管理缺位。联系不上。"));
        _given.File("c.txt", Some.Report("青溪县审计局", 2023, "学习载体单一。会议代学。", "担当精神不足。绕着走。", "调查研究不深入。看点多。"));
        _given.File("d.txt", Some.Report("临江县审计局", 2023, "调查研究不够。走马观花。", "担当作为不够。怕担责。"));
        _given.File("e.txt", Some.Report("云岭县教育局", 2023, "师资力量薄弱。缺教师。", "担当意识不强。推诿。"));
        _view = _given.View(_problems);
    }

    private ProblemLedger Ledger => _view.Whole(_problems);

    [Fact]
    public void Columns_are_aligned_by_what_their_items_say_and_empty_cells_stay()
    {
        var rows = UnitColumns.Align(_view, Ledger, ["清河县审计局", "青溪县审计局"], SectionType.存在问题, PassageFilter.None);
        var learning = Assert.Single(rows, row => row.Key == "学习形式单一");
        Assert.Equal([2, 1], learning.Cells.Select(cell => cell.Count));
        Assert.Same(learning, rows[0]);
        Assert.Equal([0, 1], Assert.Single(rows, row => row.Key == "担当作为不够").Cells.Select(cell => cell.Count));
        Assert.DoesNotContain(rows, row => row.Cells.All(cell => cell.Count == 0));
    }

    [Fact]
    public void A_year_leaves_out_other_reports()
    {
        var rows = UnitColumns.Align(_view, Ledger, ["清河县审计局"], SectionType.存在问题, new PassageFilter { Years = [(2022, 2022)] });
        Assert.Equal(["学习形式单一", "干部队伍结构不优"], rows.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_sections_are_aligned_by_the_words_of_their_headings()
    {
        var rows = UnitColumns.Align(_view, Ledger, ["清河县审计局", "青溪县审计局"], SectionType.下一步打算, PassageFilter.None);
        Assert.Equal([2, 1], Assert.Single(rows).Cells.Select(cell => cell.Count));
    }

    [Fact]
    public void A_list_lacks_what_most_units_of_its_type_raise_first()
    {
        var check = ListCheck.Check(_view, Ledger, ["学习形式单一", "一、食堂饭菜口味差"], UnitType.审计, _ => false);
        Assert.Equal(3, check.UnitsOfType);
        Assert.Equal(4, check.AllUnits);
        Assert.Equal("担当作为不够", check.Missing[0].Group.Key);
        Assert.Equal((2, 3), (check.Missing[0].UnitsOfType, check.Missing[0].AllUnits));
        Assert.DoesNotContain(check.Missing, missing => missing.Group.Key == "学习形式单一");
        Assert.Equal([false, true], check.Items.Select(item => item.IsUnusual));
        Assert.Equal(2, check.Items[0].Share!.UnitsOfType);
    }

    [Fact]
    public void The_list_s_own_unit_does_not_count()
    {
        var check = ListCheck.Check(_view, Ledger, ["学习形式单一"], UnitType.审计, report => UnitMatch.IsOf(report, "青溪县审计局"));
        Assert.Equal(2, check.UnitsOfType);
        Assert.Equal(1, check.Items[0].Share!.UnitsOfType);
    }

    [Fact]
    public void A_unit_shows_what_stayed_what_is_new_and_what_went()
    {
        var unit = UnitOverview.Of(_view, Ledger, "清河县审计局", _ => true)!;
        Assert.Equal([2023, 2022], unit.Reports.Select(report => _view.Reports[report].Year));
        Assert.Equal(UnitType.审计, unit.UnitType);
        Assert.Equal(2, unit.UnitsOfType);
        var states = unit.Problems.ToDictionary(problem => problem.Group.Key, problem => problem.State);
        Assert.Equal(ProblemState.Stayed, states["学习形式单一"]);
        Assert.Equal(ProblemState.New, states["流动党员管理不到位"]);
        Assert.Equal(ProblemState.Gone, states["干部队伍结构不优"]);
        Assert.Equal(1, unit.Problems.Single(problem => problem.Group.Key == "学习形式单一").OtherUnits);
        Assert.Null(UnitOverview.Of(_view, Ledger, "没有这个单位", _ => true));
    }

    [Fact]
    public void One_year_says_nothing_of_what_came_or_went() =>
        Assert.All(UnitOverview.Of(_view, Ledger, "青溪县审计局", _ => true)!.Problems, problem => Assert.Null(problem.State));

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }
}
