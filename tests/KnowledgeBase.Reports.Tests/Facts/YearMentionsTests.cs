using KnowledgeBase.Reports.Facts;

namespace KnowledgeBase.Reports.Tests.Facts;

public sealed class YearMentionsTests
{
    [Theory]
    [InlineData("2023年", 2023)]
    [InlineData("2023 年", 2023)]
    [InlineData("２０２３年", 2023)]
    [InlineData("2 0 2 3 年", 2023)]
    [InlineData("二〇二三年", 2023)]
    [InlineData("二○二三年", 2023)]
    [InlineData("二0二三年", 2023)]
    [InlineData("二零二三年", 2023)]
    [InlineData("二O二三年", 2023)]
    [InlineData("贰零贰叁年", 2023)]
    [InlineData("2023年度", 2023)]
    [InlineData("2023.12", 2023)]
    [InlineData("2023-12-05", 2023)]
    [InlineData("2023/12/05", 2023)]
    [InlineData("〔2023〕12号", 2023)]
    [InlineData("一九九八年", 1998)]
    public void A_year_is_found_in_every_written_form(string text, int year) =>
        Assert.Equal(year, Assert.Single(YearMentions.Find(text)).Year);

    [Theory]
    [InlineData("12023年")]
    [InlineData("2023万元")]
    [InlineData("2023个")]
    [InlineData("3456年")]
    [InlineData("二三产业")]
    [InlineData("20231205")]
    [InlineData("")]
    public void Numbers_that_are_no_years_are_not_found(string text) => Assert.Empty(YearMentions.Find(text));

    [Fact]
    public void The_words_of_a_mention_are_those_at_its_offset()
    {
        const string Text = "自2021年6月以来，二〇二二年度和 2023 年，到2024.03为止";
        Assert.Equal([2021, 2022, 2023, 2024], YearMentions.Find(Text).Select(mention => mention.Year));
        Assert.All(YearMentions.Find(Text), mention => Assert.Equal(mention.Words, Text.Substring(mention.Offset, mention.Words.Length)));
    }
}
