using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Tests.Wording;

public sealed class SynonymsTests
{
    [Theory]
    [InlineData("短板", "弱项")]
    [InlineData("差距", "短板")]
    [InlineData("不够深入", "不够扎实")]
    [InlineData("不深", "不够深入")]
    [InlineData("两张皮", "融合不够")]
    [InlineData("融合不够", "两张皮")]
    [InlineData("卫健委", "卫生健康委员会")]
    public void The_shipped_list_knows_other_wordings(string wording, string other) =>
        Assert.Contains(other, Synonyms.Instance.Of(wording));

    [Fact]
    public void The_shipped_list_has_what_a_genre_needs() => Assert.InRange(Synonyms.Instance.Count, 600, 5000);

    [Fact]
    public void One_way_lines_work_one_way()
    {
        var synonyms = Synonyms.Read(["甲 = 乙 > 丙 = 丁"]);
        Assert.Equal(["乙", "丙", "丁"], synonyms.Of("甲"));
        Assert.Equal(["甲", "丙", "丁"], synonyms.Of("乙"));
        Assert.Empty(synonyms.Of("丙"));
    }

    [Fact]
    public void Several_lines_on_one_wording_add_up() =>
        Assert.Equal(["乙", "丙"], Synonyms.Read(["甲 = 乙", "甲 = 丙 = 乙"]).Of("甲"));

    [Theory]
    [InlineData("甲")]
    [InlineData("甲 =")]
    [InlineData("甲 > 乙 > 丙")]
    [InlineData("= 乙")]
    public void A_line_that_says_nothing_is_refused(string line) => Assert.Throws<InvalidDataException>(() => Synonyms.Read([line]));

    [Fact]
    public void The_longest_wording_at_a_place_is_found() =>
        Assert.Equal([(0, 4), (6, 2)], Synonyms.Read(["学习不够 = 学不够", "学习 = 研习", "短板 = 弱项"]).Find("学习不够的一短板").Select(place => place));
}
