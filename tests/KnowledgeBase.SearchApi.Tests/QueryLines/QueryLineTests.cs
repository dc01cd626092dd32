using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Tests.QueryLines;

public sealed class QueryLineTests
{
    [Theory]
    [InlineData("学习形式 单一", "(学习形式 & 单一)")]
    [InlineData("学习形式　单一", "(学习形式 & 单一)")]
    [InlineData("\"一岗双责\"", "\"一岗双责\"")]
    [InlineData("“一岗双责”", "\"一岗双责\"")]
    [InlineData("＂一岗双责＂", "\"一岗双责\"")]
    [InlineData("调研 -疫情", "(调研 & !疫情)")]
    [InlineData("调研 －疫情", "(调研 & !疫情)")]
    [InlineData("-疫情", "!疫情")]
    [InlineData("甲 OR 乙", "(甲 | 乙)")]
    [InlineData("甲|乙", "(甲 | 乙)")]
    [InlineData("甲 ｜ 乙 丙", "(甲 | (乙 & 丙))")]
    [InlineData("(甲 | 乙) 丙", "((甲 | 乙) & 丙)")]
    [InlineData("（甲 | 乙） 丙", "((甲 | 乙) & 丙)")]
    [InlineData("-(甲 乙)", "!(甲 & 乙)")]
    [InlineData("单位:审计局", "Unit=审计局")]
    [InlineData("单位：审计局", "Unit=审计局")]
    [InlineData("unit:\"县审计局\"", "Unit=\"县审计局\"")]
    [InlineData("年份:2021..2023 章节:problems", "(Year=2021..2023 & Section=problems)")]
    [InlineData("-类型:政府", "!UnitType=政府")]
    [InlineData("or", "or")]
    [InlineData("ORDER", "ORDER")]
    [InlineData("党委（党组）书记", "党委（党组）书记")]
    [InlineData("十四五-十五五", "十四五-十五五")]
    [InlineData("时间:8点", "时间:8点")]
    public void A_line_means_what_its_signs_say(string line, string meaning)
    {
        var parsed = QueryLine.Parse(line);
        Assert.Null(parsed.Problem);
        Assert.Equal(meaning, Show(parsed.Root!));
    }

    [Theory]
    [InlineData("\"学习")]
    [InlineData("\"\"")]
    [InlineData("(学习")]
    [InlineData("学习)")]
    [InlineData("()")]
    [InlineData("OR 学习")]
    [InlineData("学习 OR")]
    [InlineData("学习 -")]
    [InlineData("单位:")]
    [InlineData("单位:(审计局)")]
    [InlineData("年份:去年")]
    [InlineData("年份:2023..2021")]
    [InlineData("章节:不知道")]
    [InlineData("文种:3")]
    public void A_line_that_does_not_parse_is_one_word_with_the_reason(string line)
    {
        var parsed = QueryLine.Parse(line);
        Assert.NotNull(parsed.Problem);
        Assert.Equal(new QueryNode.Word(line), parsed.Root);
    }

    [Fact]
    public void Brackets_nested_without_end_are_told_and_not_followed()
    {
        Assert.NotNull(QueryLine.Parse(new string('(', 1000)).Problem);
        Assert.NotNull(QueryLine.Parse(string.Concat(Enumerable.Repeat("-(", 500))).Problem);
        Assert.NotNull(QueryLine.Parse(new string('-', 1000) + "词").Problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 　")]
    public void An_empty_line_is_everything(string? line) => Assert.Null(QueryLine.Parse(line).Root);

    /// <summary>Whatever is typed, there is an answer: a thousand lines of the signs that mean something.</summary>
    [Fact]
    public void No_line_throws()
    {
        const string Signs = "学习\"“”()（）|｜-－:： ORor单位年份\ud800\0";
        var random = new Random(20240601);
        for (var i = 0; i < 20_000; i++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Signs[random.Next(Signs.Length)])]);
            Assert.NotNull(QueryLine.Parse(line));
        }
    }

    private static string Show(QueryNode node) => node switch
    {
        QueryNode.Word(var text) => text,
        QueryNode.Phrase(var text) => $"\"{text}\"",
        QueryNode.Field(var name, var value, var exact) => exact ? $"{name}=\"{value}\"" : $"{name}={value}",
        QueryNode.And(var nodes) => $"({string.Join(" & ", nodes.Select(Show))})",
        QueryNode.Or(var nodes) => $"({string.Join(" | ", nodes.Select(Show))})",
        QueryNode.Not(var inner) => "!" + Show(inner),
        _ => throw new InvalidOperationException(),
    };
}
