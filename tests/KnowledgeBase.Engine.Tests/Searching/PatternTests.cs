using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Searching;

/// <summary>Texts near each other, with gaps between them, and characters that count as the same.</summary>
public class PatternTests
{
    private static readonly (string, string)[] Passages =
    [
        ("near", "党建与教学工作融合不够。"),
        ("far", "党建工作要抓紧，还要围绕中心、服务大局、凝聚人心，才谈得上与业务相融合。"),
        ("apart", "党建工作抓得紧。业务融合得好。"),
    ];

    [Theory]
    [InlineData(8, false, "apart,near")]
    [InlineData(null, false, "apart,far,near")]
    [InlineData(null, true, "far,near")]
    [InlineData(5, true, "near")]
    [InlineData(4, true, "")]
    public void Texts_are_near_by_the_characters_between_them_and_by_the_sentence(int? distance, bool inSentence, string expected)
    {
        using var index = Documents(Passages);
        Assert.Equal(expected, string.Join(',', index.Ids(new Query.Near(["融合", "党建"], distance, inSentence)).Order()));
    }

    [Fact]
    public void A_pattern_needs_its_parts_in_order_within_a_sentence_and_twelve_characters()
    {
        using var index = Documents(
            ("yes", "以党建促业务"),
            ("order", "促业务以党建"),
            ("sentence", "以此为戒。促进发展"),
            ("long", "以一二三四五六七八九十甲乙丙促发展"),
            ("limit", "以一二三四五六七八九十甲乙促发展"));
        Assert.Equal(["limit", "yes"], index.Ids(new Query.Pattern(["以", "促", ""])).Order());
    }

    [Theory]
    [InlineData("學習形式單一", "simplified,traditional")]
    [InlineData("学习形式单一", "simplified,traditional")]
    [InlineData("2023年", "digits,numerals,wide")]
    [InlineData("二〇二三年", "digits,numerals,wide")]
    [InlineData("第一", "ordinal")]
    [InlineData("第１", "ordinal")]
    public void Traditional_characters_and_numerals_meet_their_twins(string typed, string expected)
    {
        using var index = Documents(
            ("simplified", "学习形式单一"), ("traditional", "學習形式單一"), ("digits", "2023年总结"), ("wide", "２０２３年总结"),
            ("numerals", "二○二三年总结"), ("ordinal", "第一书记"));
        Assert.Equal(expected, string.Join(',', index.Ids(Text(typed)).Order()));
    }

    [Fact]
    public void An_exact_text_tells_numerals_and_traditional_characters_apart()
    {
        using var index = Documents(("digits", "2023年"), ("numerals", "二〇二三年"), ("traditional", "學習"), ("simplified", "学习"));
        Assert.Equal(["numerals"], index.Ids(Text("三年", TextMatch.Exact)));
        Assert.Equal(["digits"], index.Ids(Text("3年", TextMatch.Exact)));
        Assert.Equal(["traditional"], index.Ids(Text("習", TextMatch.Exact)));
    }

    [Fact]
    public void What_matches_near_or_with_gaps_is_what_is_marked()
    {
        using var index = Documents(Passages);
        using var snapshot = index.Index.Snapshot();
        const string Text = "以党建促业务，以此促彼";
        Assert.Equal([new(0, 4), new(7, 3)], snapshot.Highlight(new Query.Pattern(["以", "促"]), Text));
        Assert.Equal([new(1, 2), new(4, 2)], snapshot.Highlight(new Query.Near(["业务", "党建"], 1), Text));
    }

    [Fact]
    public void Single_characters_rank_but_do_not_match()
    {
        using var index = Documents(("pair", "监督执法"), ("both", "监督管理到位，加强监管"), ("characters", "监测与处理"));
        Assert.Equal(["both"], index.Ids(new Query.Ranked("监管")));
        Assert.Equal(["both", "pair"], index.Ids(new Query.Ranked("监督管理")));
    }

    [Fact]
    public void A_share_of_the_weight_is_required_where_one_is_given()
    {
        using var index = Documents(("most", "形式单一的学习"), ("all", "学习形式单一"), ("little", "学习"), ("other", "其他"));
        Assert.Equal(["all", "most"], index.Ids(new Query.Ranked("学习形式单一", 0.5)).Order());
        Assert.Equal(["all"], index.Ids(new Query.Ranked("学习形式单一", 1)));
    }

    [Fact]
    public void Preferred_clauses_raise_a_score_and_match_nothing_by_themselves()
    {
        using var index = Documents(("a", "防汛工作"), ("b", "防汛抗旱"), ("c", "抗旱"));
        Assert.Equal(["b", "a"], index.Ids(new Query.Prefer(Text("防汛"), [new Query.Boost(Text("抗旱"), 5)])));
    }
}
