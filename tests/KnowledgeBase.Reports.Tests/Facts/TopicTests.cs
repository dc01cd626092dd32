using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Tests.Facts;

public sealed class TopicTests
{
    [Theory]
    [InlineData("规范组织生活", "落实“三会一课”制度。", "党建", "组织生活 三会一课")]
    [InlineData(null, "开展警示教育四次。", "党风廉政", "警示教育")]
    [InlineData(null, "總要講網絡安全。", "意识形态", "網絡安全")]
    [InlineData("抓安全", "逐户排查，不留死角。", "安全生产", "安全 排查")]
    [InlineData("优化审批", "优化审批。学校、教师都说方便。", "营商环境", "审批")]
    public void A_passage_is_about_what_its_words_prove(string? heading, string text, string topic, string evidence)
    {
        var found = Topics.Of(heading, [], text)!;
        Assert.Equal((topic, evidence), (found.Name, string.Join(' ', found.Evidence)));
        Assert.All(found.Evidence, word => Assert.Contains(word, heading + text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("个别同志考虑问题不够周全，做事有时急躁。")]
    [InlineData("企业自己说好。企业满意。")]
    [InlineData("广西壮族自治区的同志来过。")]
    [InlineData("")]
    public void Without_a_proof_the_topic_is_unknown(string text) => Assert.Null(Topics.Of(null, [], text));

    [Fact]
    public void The_nearest_heading_above_counts_where_the_passage_proves_nothing()
    {
        const string Text = "分管同志每周过问一次。";
        Assert.Equal("信访", Topics.Of(null, ["二、基层党建", "（一）化解积案"], Text)!.Name);
        Assert.Equal("党建", Topics.Of("责任到人", ["二、基层党建", "（一）责任到人", "责任到人"], Text)!.Name);
        Assert.Equal("教育", Topics.Of(null, ["二、基层党建"], Text + "新建学校三所。")!.Name);
    }

    [Fact]
    public void The_same_words_in_the_heading_count_twice()
    {
        Assert.Equal("科技创新", Topics.Of("科技", [], "减税降费。")!.Name);
        Assert.Equal("营商环境", Topics.Of("减税降费", [], "科技。")!.Name);
        Assert.Equal("科技创新", Topics.Of(null, [], "科技与减税降费。")!.Name);
    }

    [Fact]
    public void Every_passage_of_a_reading_has_its_topic()
    {
        var report = Assert.Single(Given.Text("青溪县教育局2022年度工作总结\n一、主要工作\n（一）扩充学位供给。新建学校三所。\n（二）做事细致。大家都满意，没有怨言。\n").Reports);
        Assert.Equal(
            ["教育", null], report.Sections.SelectMany(section => section.Passages).Select(passage => passage.Topic?.Name));
    }

    [Fact]
    public void The_vocabulary_names_every_topic_once_and_every_word_once_in_a_topic()
    {
        var blocks = DataFile.Blocks("topics.txt");
        string[] names = [.. blocks.SelectMany(block => block.Entries
            .Where(entry => entry.StartsWith("= ", StringComparison.Ordinal)).Select(entry => entry[2..]).Prepend(block.Name))];
        Assert.Equal(names, names.Distinct(StringComparer.Ordinal));
        Assert.Equal(Topics.Names, blocks.Select(block => Topics.Named(block.Name)!));
        foreach (var block in blocks)
        {
            string[] words = [.. block.Entries.Where(entry => entry[0] != '=').Select(entry => entry.TrimEnd('?'))];
            Assert.Equal(words, words.Distinct(StringComparer.Ordinal));
            Assert.All(words, word => Assert.True(word.Length >= 2, word));
        }
    }
}
