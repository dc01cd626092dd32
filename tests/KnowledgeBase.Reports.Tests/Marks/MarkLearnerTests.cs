using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Tests.Marks;

public sealed class MarkLearnerTests
{
    private static readonly string[] Bodies =
    [
        "全年召开专题会议研究部署重点工作，压实各级责任，推动任务落实，完成项目建设十二个。",
        "认真开展隐患排查整治，建立问题台账，逐项整改销号，没有发生较大以上安全事故。",
        "坚持以人民为中心，办好民生实事，困难群众生活得到保障，社会大局保持和谐稳定。",
        "深化改革创新，优化营商环境，减轻企业负担，市场主体活力持续增强，经济运行稳中向好。",
    ];

    // Each inside a word of its text: 会议, 部署, 整治, 台账, 民生, 社会, 改革, 环境.
    private static readonly string[] Words = ["会议", "部署", "整治", "台账", "民生", "社会", "改革", "环境"];

    [Fact]
    public void A_name_at_impossible_places_of_several_files_is_learned_and_goes_from_all()
    {
        var learner = new MarkLearner();
        foreach (var word in Words)
            learner.Observe(Planted(word));

        var learned = learner.Learn();

        Assert.Equal(["岚皋素笺"], learned.Texts);
        var reading = Given.Text("工作总结\n落实岚皋素笺责任，完成任务。", options: new() { LearnedMarks = learned });
        Assert.Equal("工作总结\n落实责任，完成任务。", reading.Reports[0].Text);
        Assert.Equal("learned-mark", Assert.Single(reading.Removed).Rule);
    }

    [Fact]
    public void Files_without_marks_teach_nothing()
    {
        var learner = new MarkLearner();
        for (var i = 0; i < 3; i++)
            foreach (var body in Bodies)
                learner.Observe(body);

        Assert.Empty(learner.Learn().Texts);
    }

    [Theory]
    [InlineData("首页")]
    [InlineData("述职报告")]
    [InlineData("工作总结")]
    [InlineData("党建工作总结材料")]
    public void Words_of_every_page_and_report_are_never_learned(string words)
    {
        var learner = new MarkLearner();
        foreach (var file in new[] { "甲", "乙", "丙" })
            learner.Observe(new Reading { FoundNames = [words], RawText = $"{file}{Bodies[0]}" });
        Assert.DoesNotContain(words, learner.Learn().Texts);
        learner.Observe(new Reading { FoundNames = ["岚皋素笺"], RawText = Bodies[1] });
        learner.Observe(new Reading { FoundNames = ["岚皋素笺"], RawText = Bodies[2] });
        Assert.Contains("岚皋素笺", learner.Learn().Texts);
    }

    [Fact]
    public void A_mark_with_a_character_of_the_text_falls_when_its_part_is_learned()
    {
        var before = LearnedMarks.Parse("Site\t大秋毫文稿网\t大秋毫文稿网\nSite\t岚皋素笺\t岚皋素笺");

        var after = before.With(LearnedMarks.Parse("Site\t秋毫文稿网\t秋毫文稿网"));

        Assert.Equal(["岚皋素笺", "秋毫文稿网"], after.Texts);
        Assert.Equal(["大秋毫文稿网"], before.FallenIn(after));
        var reading = Given.Text("工作总结\n医科大秋毫文稿网学附属医院完成门诊九万人次。", options: new() { LearnedMarks = after });
        Assert.Equal("工作总结\n医科大学附属医院完成门诊九万人次。", reading.Reports[0].Text);
    }

    [Fact]
    public void A_locality_is_never_learned()
    {
        var learner = new MarkLearner();
        foreach (var word in Words)
            learner.Observe(Planted(word).Replace("岚皋素笺", "万载县", StringComparison.Ordinal));

        Assert.Empty(learner.Learn().Texts);
    }

    [Fact]
    public void A_line_that_sells_at_the_foot_of_three_files_is_learned()
    {
        var learner = new MarkLearner();
        foreach (var body in Bodies)
            learner.Observe($"工作总结\n{body}\n本稿由青禾小楷供稿");

        Assert.Equal(["本稿由青禾小楷供稿"], learner.Learn().Texts);
    }

    [Fact]
    public void A_user_s_own_marks_go_like_those_of_the_list()
    {
        var reading = Given.Text("工作总结\n全年完成任务青禾小楷目标。\n来自青禾小楷", options: new() { ExtraMarks = "# mine\nsite 青禾小楷\nline 来自青禾" });

        Assert.Equal("工作总结\n全年完成任务目标。", reading.Reports[0].Text);
        Assert.Equal("青禾小楷", reading.Reports[0].Source?.Value);
    }

    private static string Planted(string word)
    {
        var body = Bodies.First(body => body.Contains(word, StringComparison.Ordinal));
        return body.Insert(body.IndexOf(word, StringComparison.Ordinal) + 1, "岚皋素笺");
    }
}
