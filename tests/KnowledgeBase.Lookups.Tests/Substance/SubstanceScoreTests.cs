using KnowledgeBase.Lookups.Substance;

namespace KnowledgeBase.Lookups.Tests.Substance;

public sealed class SubstanceScoreTests
{
    [Fact]
    public void Events_numbers_and_reasons_score_above_stock_phrases()
    {
        var told = SubstanceScore.Of("3月12日排查47家养殖场，关停6家，主要因为环评手续缺失。");
        var plain = SubstanceScore.Of("有的窗口中午无人值守，群众要跑第二趟。");
        var stock = SubstanceScore.Of("进一步提高政治站位，切实增强责任感使命感，扎实推进各项工作再上新台阶。");
        Assert.True(told > plain && plain > stock, $"{told} {plain} {stock}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("进一步")]
    [InlineData("1、2、3、4、5、6、7、8、9个10个11个12个")]
    [InlineData("\ud800")]
    public void Every_text_scores_from_0_to_1(string text) => Assert.InRange(SubstanceScore.Of(text), 0, 1);
}
