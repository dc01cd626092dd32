using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.LeftOvers;

namespace KnowledgeBase.Lookups.Tests.LeftOvers;

public sealed class LeftOverCheckTests : IDisposable
{
    private readonly UnitNameDerivation _names = new();
    private readonly Given _given;
    private readonly CollectionView _view;

    public LeftOverCheckTests()
    {
        _given = new Given(_names);
        _given.File("a.txt", Some.Report("清河县审计局", 2022, "学习形式单一。我县审计干部领读文件多，讨论交流少。"));
        _given.File("b.txt", Some.Report("云岭区教育局", 2023, "师资力量薄弱。柳河镇支教的教师返岗晚。"));
        _given.File("c.txt", Some.Report("柳河镇", 2023, "村级班子老化。换届后没有新人。"));
        _view = _given.View(_names);
    }

    [Theory]
    [InlineData("云岭区教育局党委落实责任，清河县审计局进驻。", "Unit:清河县审计局")]
    [InlineData("与清河县结对共建。", "Place:清河县")]
    [InlineData("在县委领导下，社区委员会和各区县委办配合，我县。", "Title:县委,Title:我县")]
    [InlineData("2022年，学位增加。2023年和2024年打算。", "Year:2022年")]
    [InlineData("比2022年多，自2021年以来，2020—2023年，《2022年要点》，从2019年起，2022年5月以来。", "")]
    [InlineData("截至2022年底，二〇二一年度完成。", "Year:2022年底,Year:二〇二一年度")]
    [InlineData("柳河镇支教点、云岭区第一中学。", "")]
    [InlineData("", "")]
    public void What_is_another_unit_s_or_year_s_is_flagged(string draft, string expected) => Assert.Equal(
        expected,
        string.Join(',', Run(draft, "云岭区教育局", 2023).Select(one => $"{one.Kind}:{draft.Substring(one.Start, one.Length)}")));

    [Fact]
    public void A_left_over_names_the_passage_that_its_sentence_comes_from()
    {
        var found = Assert.Single(Run("我县审计干部领读文件多，讨论交流很少。", "云岭区审计局", 2022));
        Assert.Equal("清河县审计局", _view.Reports[found.Sources[0].Report].Unit);
        Assert.True(found.Sources[0].Letters >= 15);
    }

    [Fact]
    public void A_name_without_a_copied_sentence_leads_to_passages_that_hold_it() =>
        Assert.All(Run("柳河镇的做法。", "青溪县水利局", 2023), found => Assert.NotEmpty(found.Sources));

    [Fact]
    public void Any_name_may_stand_for_the_unit()
    {
        foreach (var unit in (string[])["某某", "😀😀", "市", "人民政府", "\ud800县"])
            Assert.NotNull(Run("清河县2022年我校\ud800。", unit, 2023));
    }

    public void Dispose()
    {
        _view.Dispose();
        _given.Dispose();
    }

    private IReadOnlyList<LeftOver> Run(string draft, string unit, int year) =>
        new LeftOverCheck(_view, _view.Whole(_names), unit, year, [], CancellationToken.None).Run(draft);
}
