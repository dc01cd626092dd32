using KnowledgeBase.Reports.Privacy;

namespace KnowledgeBase.Reports.Tests.Privacy;

public sealed class PersonalNumbersTests
{
    [Theory]
    [InlineData("联系电话：13800138000。", "联系电话：***********。")]
    [InlineData("电话138 0013 8000或", "电话*** **** ****或")]
    [InlineData("电话１３８００１３８０００", "电话***********")]
    [InlineData("电话1380013\n　　8000，", "电话*******\n　　****，")]
    [InlineData("身份证11010519491231002X", "身份证******************")]
    [InlineData("寄zhang@163.\ncom收", "寄**********\n***收")]
    [InlineData("车牌京A·12345。", "车牌********。")]
    [InlineData("卡号6222 0212 3456 7890 128。", "卡号**** **** **** **** ***。")]
    [InlineData("投资13800138000元", "投资13800138000元")]
    [InlineData("清政办〔2023〕12号", "清政办〔2023〕12号")]
    public void A_number_is_masked_character_for_character(string text, string masked) =>
        Assert.Equal(masked, PersonalNumbers.Masked(text));

    [Fact]
    public void A_number_that_the_unit_publishes_itself_stays()
    {
        var known = PublicNumbers.Parse("# our own\n138-0013-8000\nxinfang@qinghe.gov.cn\n");
        const string Text = "值班手机+8613800138000，邮箱XinFang@qinghe.gov.cn，联系人13900139000";
        Assert.Equal("值班手机+8613800138000，邮箱XinFang@qinghe.gov.cn，联系人***********", PersonalNumbers.Masked(Text, known));
    }

    [Fact]
    public void Masking_keeps_every_length_and_twice_is_once()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        const string Alphabet = "0123456789１８３@＠.． -\n　京A琼D电话元第号X\u200b\ud83d\ude00身份证";
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var masked = PersonalNumbers.Masked(text);
            Assert.True(text.Length == masked.Length, $"seed {Seed}, round {round}");
            Assert.True(masked == PersonalNumbers.Masked(masked), $"seed {Seed}, round {round}: {text}");
            for (var i = 0; i < text.Length; i++)
                Assert.True(masked[i] == text[i]
                    || masked[i] == PersonalNumbers.Mask
                    && !char.IsWhiteSpace(text[i]), $"seed {Seed}, round {round}");
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("@a")]
    [InlineData("a@a.")]
    [InlineData("A1")]
    [InlineData("京\n")]
    [InlineData("1 ")]
    [InlineData("\u200b@")]
    [InlineData("1380013800")]
    public void A_million_odd_characters_are_looked_through_in_a_test_s_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Assert.Equal(text.Length, PersonalNumbers.Masked(text).Length);
        Assert.Equal(text.Length + 6, PersonalNumbers.Masked(text + "@163.c").Length);
    }

    [Fact]
    public void What_was_taken_from_a_report_is_masked_as_its_text_is_and_can_be_put_back()
    {
        const string Raw = """
            清河县审计局2023年度工作总结
            2023年，现将有关情况总结如下：
            一、主要工作
            （一）设立热线13800138000。联系人张三，身份证11010519491231002X，邮箱zhang
            san@163.com。
            二、存在问题
            （一）学习形式单一。群众来电1390013
            9000反映，念材料多，讨论少。
            清河县审计局
            2023年12月1日 电话13700137000
            """;
        var report = Assert.Single(Given.Text(Raw).Reports);
        var (masked, hidden) = ReportMasking.Mask(report);
        var all = System.Text.Json.JsonSerializer.Serialize(masked);
        foreach (var digits in (string[])["1380013", "0013800", "11010519", "1231002", "san@", "1390013", "9000", "1370013"])
            Assert.DoesNotContain(digits, all, StringComparison.Ordinal);
        Assert.Equal(report.Text, ReportMasking.Reveal(masked.Text, hidden));
        foreach (var passage in masked.Sections.SelectMany(section => section.Passages))
            Assert.Equal(masked.Text.Substring(passage.Start, passage.Length), passage.Text);
    }
}
