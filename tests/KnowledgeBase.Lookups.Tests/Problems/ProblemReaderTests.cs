using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Tests.Problems;

public sealed class ProblemReaderTests
{
    [Theory]
    [InlineData("学习形式单一", "学习方法比较老套")]
    [InlineData("党建与业务融合不够", "医院党建存在“两张皮”")]
    [InlineData("干部队伍老化", "队伍青黄不接")]
    [InlineData("流动党员管理失控", "对流动党员疏于管理")]
    [InlineData("水价改革进展迟缓", "水价改革推进缓慢")]
    public void Two_wordings_of_one_problem_have_one_key(string one, string other) =>
        Assert.Equal(ProblemReader.KeyOf(one)!.Value.Key, ProblemReader.KeyOf(other)!.Value.Key);

    [Theory]
    [InlineData("学习形式单一", "学习不够深入")]
    [InlineData("党建与业务融合不够", "数据共享不充分")]
    [InlineData("制度执行不严", "制度机制不健全")]
    [InlineData("学习形式单一", "宣传形式单一")]
    [InlineData("党员教育管理不严", "流动党员管理不严")]
    public void Two_problems_have_two_keys(string one, string other) =>
        Assert.NotEqual(ProblemReader.KeyOf(one)!.Value.Key, ProblemReader.KeyOf(other)!.Value.Key);

    [Fact]
    public void A_paragraph_that_lists_problems_gives_each_of_them_with_its_place()
    {
        const string Text = "我们也清醒认识到，工作中还存在一些不足。主要是：民生领域还有不少短板；部分企业生产经营困难；形式主义问题仍然存在。对这些问题，我们将认真解决。";
        var items = ProblemReader.Read(null, Text).ToList();
        Assert.Equal(["民生领域有短板", "企业经营困难", "形式主义仍有表现"], items.Select(item => item.Key));
        Assert.All(items, item => Assert.Contains(item.Head, Text.Substring(item.Start, item.Length), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "总结成绩的同时，我们也清醒地看到工作中还存在一些短板：")]
    [InlineData("理论学习方面", "（一）理论学习方面")]
    [InlineData(null, "对此，我们将高度重视，采取有力措施加以解决。")]
    public void A_lead_in_is_no_problem(string? heading, string text) => Assert.Empty(ProblemReader.Read(heading, text));

    [Fact]
    public void A_heading_that_names_a_field_gives_way_to_the_first_clause()
    {
        var item = Assert.Single(ProblemReader.Read("学懂弄通做实方面", "（一）学懂弄通做实方面。学习不系统，碎片化。"));
        Assert.Equal("理论学习不深入", item.Key);
        Assert.Equal("学习不系统", item.Head);
    }

    [Fact]
    public void Every_name_of_a_rule_says_its_own_problem() =>
        Assert.All(ProblemRules.Instance.Names, name => Assert.Equal(name, ProblemRules.Instance.Match(name)));

    [Fact]
    public void A_rule_with_an_unknown_class_is_refused() =>
        Assert.Contains(
            "无此类",
            Assert.Throws<InvalidDataException>(() => ProblemRules.Read(["学习: 学习", "甲 = 学习+无此类"])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_text_holds_items_are_parts_of_it()
    {
        const string Characters = "学习形式单一不够。；，：（一）是主要问题\n短板 “”";
        var random = new Random(20261121);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Characters[random.Next(Characters.Length)]));
            var heading = random.Next(2) == 0 ? null : text[..Math.Min(text.Length, random.Next(8))];
            foreach (var item in ProblemReader.Read(heading, text))
                Assert.True(
                    text.Substring(item.Start, item.Length).Contains(item.Head, StringComparison.Ordinal), $"round {round}: {text}");
        }
    }
}
