using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Tests.Wording;

public sealed class SegmenterTests
{
    [Theory]
    [InlineData("审计局", "审计局")]
    [InlineData("审计局存在问题2023", "审计局 存在问题 2023")]
    [InlineData("2023年度审计局", "2023年度 审计局")]
    [InlineData("２０２３年学习", "２０２３年 学习")]
    [InlineData("20235人", "20235 人")]
    [InlineData("问题导向", "问题导向")]
    [InlineData("学习形式单一", "学习 形式 单一")]
    [InlineData("党建与业务融合不够", "党建 与 业务 融合 不够")]
    [InlineData("担当作为不够", "担当作为 不够")]
    [InlineData("理论学习不够深入", "理论学习 不够 深入")]
    [InlineData("队伍结构不优", "队伍结构 不优")]
    [InlineData("“两张皮”现象", "两张皮 现象")]
    [InlineData("联系群众不够紧密", "联系群众 不够 紧密")]
    [InlineData("营商环境优化不到位", "营商环境 优化 不到位")]
    [InlineData("ＡＩ app应用", "ＡＩ app 应用")]
    public void A_text_is_cut_into_the_words_of_the_language(string text, string words) =>
        Assert.Equal(words, string.Join(' ', new Segmenter(WordTable.Instance).Cut(text).Select(token => token.Text)));

    [Theory]
    [InlineData("担当作为", "担当 作为")]
    [InlineData("队伍结构", "队伍 结构")]
    [InlineData("理论学习", "理论 学习")]
    [InlineData("浅尝辄止", "浅尝辄止")]
    [InlineData("2023年度", "2023年度")]
    [InlineData("审计局", "审计局")]
    public void A_long_word_is_made_of_words_or_is_one(string word, string parts) =>
        Assert.Equal(parts, string.Join(' ', new Segmenter(WordTable.Instance).Parts(word)));

    [Fact]
    public void Tokens_stand_where_they_say_and_digits_are_never_cut()
    {
        const string Signs = "学习形式单一两张皮2023年、。abc \ud800\0（）";
        var random = new Random(20241121);
        var segmenter = new Segmenter(WordTable.Instance);
        for (var i = 0; i < 5000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var end = 0;
            foreach (var token in segmenter.Cut(text))
            {
                Assert.True(token.Start >= end, text);
                Assert.Equal(token.Text, text.Substring(token.Start, token.Text.Length));
                end = token.Start + token.Text.Length;
                Assert.False(char.IsAsciiDigit(token.Text[^1]) && end < text.Length && char.IsAsciiDigit(text[end]), text);
            }
        }
    }

    [Fact]
    public void A_learned_word_is_not_cut() =>
        Assert.Equal(
            "三亚崖州湾 建设", string.Join(
                ' ', new Segmenter(WordTable.Instance, new HashSet<string> { "三亚崖州湾" }).Cut("三亚崖州湾建设").Select(token => token.Text)));
}
