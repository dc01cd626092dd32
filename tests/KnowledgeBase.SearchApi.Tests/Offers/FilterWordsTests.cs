using KnowledgeBase.SearchApi.Offers;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Tests.Offers;

public sealed class FilterWordsTests
{
    [Theory]
    [InlineData("审计局", "类型:审计")]
    [InlineData("清河县审计局", "类型:审计")]
    [InlineData("青溪县审计局", "单位:\"青溪县审计局\" 类型:审计")]
    [InlineData("县卫健委", "类型:卫生健康")]
    [InlineData("教育", "类型:教育")]
    [InlineData("街道", "类型:街道")]
    [InlineData("纪委监委", "类型:纪检监察")]
    [InlineData("2023", "年份:2023")]
    [InlineData("2023年", "年份:2023")]
    [InlineData("２０２３年度", "年份:2023")]
    [InlineData("二〇二三年", "年份:2023")]
    [InlineData("2021-2023", "年份:2021..2023")]
    [InlineData("2021—2023年", "年份:2021..2023")]
    [InlineData("存在问题", "章节:存在问题")]
    [InlineData("问题", "章节:存在问题")]
    [InlineData("不足", "章节:存在问题")]
    [InlineData("原因分析", "章节:原因分析")]
    [InlineData("努力方向", "章节:下一步打算")]
    [InlineData("述职报告", "文种:述职报告")]
    [InlineData("对照检查", "文种:对照检查材料")]
    [InlineData("审计局存在问题2023", "类型:审计 章节:存在问题 年份:2023")]
    [InlineData("2023年审计局存在的问题", "年份:2023 类型:审计 章节:存在问题")]
    [InlineData("审计局2023年度述职报告", "类型:审计 年份:2023 文种:述职报告")]
    [InlineData("党建存在问题", "章节:存在问题 + 党建")]
    [InlineData("2023年学习形式单一", "年份:2023 + 学习形式单一")]
    [InlineData("审计局的党建融合不够", "类型:审计 + 党建融合不够")]
    [InlineData("学习形式单一", " + 学习形式单一")]
    [InlineData("教育活动形式单一", " + 教育活动形式单一")]
    [InlineData("问题导向", " + 问题导向")]
    [InlineData("1024", " + 1024")]
    [InlineData("2025人参加培训", " + 2025人参加培训")]
    [InlineData("2025人社局", "年份:2025 类型:人力资源社会保障")]
    [InlineData("2023万元", " + 2023万元")]
    [InlineData("20235人", " + 20235人")]
    [InlineData("其他", " + 其他")]
    [InlineData("problems", " + problems")]
    [InlineData("会计审计", " + 会计审计")]
    [InlineData("组织", " + 组织")]
    [InlineData("单位", " + 单位")]
    [InlineData("工作", " + 工作")]
    public void A_word_names_the_filters_that_a_writer_means(string word, string filters)
    {
        var (found, remainder) = FilterWords.Cut(word, name => name == "青溪县审计局");
        var shown = string.Join(' ', found.SelectMany(filter => filter.Values).Select(QueryFormat.Format))
            + (remainder.Length > 0 ? " + " + remainder : "");
        Assert.Equal(filters, shown);
    }

    [Fact]
    public void Only_words_that_the_line_requires_are_offered_as_filters()
    {
        Assert.Empty(new OfferFinder(QueryLine.Parse("-2023 (审计局 OR 教育局) \"存在问题\"").Root, _ => false).Offers());
        var offers = new OfferFinder(QueryLine.Parse("2023 学习形式 审计局").Root, _ => false).Offers();
        Assert.Equal(["年份:2023 学习形式 审计局", "2023 学习形式 类型:审计"], offers.Select(offer => QueryFormat.Format(offer.Line)));
    }

    [Fact]
    public void A_line_of_filters_alone_has_a_reading_and_a_way_back()
    {
        var finder = new OfferFinder(QueryLine.Parse("审计局 存在问题 2022 2023").Root, _ => false);
        Assert.Equal("类型:审计 章节:存在问题 年份:2022,2023", QueryFormat.Format(finder.Readings().First().Line));
        Assert.Equal("\"审计局\" \"存在问题\" \"2022\" \"2023\"", QueryFormat.Format(finder.Literal()));
        Assert.Empty(new OfferFinder(QueryLine.Parse("审计局 存在问题 学习形式").Root, _ => false).Readings());
    }
}
