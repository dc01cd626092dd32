using KnowledgeBase.Lookups.Links;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Tests.Links;

public sealed class ReportLinksTests
{
    private static readonly (string Heading, string Text)[] Problems =
        [("信访积案多", "（一）信访积案多。八件积案未化解。"), ("水库巡查不到位", "（二）水库巡查不到位。巡查记录事后补。"), ("师资力量薄弱", "（三）师资力量薄弱。音体美教师缺口大。")];

    private static readonly (string Heading, string Text)[] Measures =
        [("化解信访积案", "（一）化解信访积案。领导包案，年内清零，信访件件有回音。"), ("落实水库巡查责任", "（二）落实水库巡查责任。巡查轨迹线上监管。"), ("补充师资力量", "（三）补充师资力量。公开招聘音体美教师二十人。")];

    [Fact]
    public void Lists_that_run_side_by_side_are_joined_by_place()
    {
        var links = Join(Problems, [], Measures);
        Assert.Equal([3, 4, 5], links.Select(link => link.Measure?.Part.Passage));
        Assert.All(links, link => Assert.Equal(LinkBasis.Number, link.Measure!.By));
        Assert.All(links, link => Assert.Null(link.Cause));
    }

    [Fact]
    public void Measures_in_another_order_are_joined_by_words_with_evidence()
    {
        var links = Join(Problems, [], [Measures[2], Measures[0], Measures[1]]);
        Assert.Equal([4, 5, 3], links.Select(link => link.Measure?.Part.Passage));
        Assert.All(links, link => Assert.NotEmpty(link.Measure!.Words));
        Assert.Contains("信访", links[0].Measure!.Words);
    }

    [Fact]
    public void A_problem_that_nothing_answers_has_null()
    {
        var links = Join(Problems, [], [Measures[2]]);
        Assert.Null(links[0].Measure);
        Assert.Null(links[1].Measure);
        Assert.Equal(3, links[2].Measure?.Part.Passage);
    }

    [Fact]
    public void A_cause_in_the_problem_s_own_text_is_found_there()
    {
        const string Text = "（一）调查研究不深。到基层次数少。究其原因，是我把精力放在了开会上。下一步要改。";
        var link = Assert.Single(Join([("调查研究不深", Text)], [], []));
        Assert.Equal(LinkBasis.Text, link.Cause!.By);
        Assert.Equal("究其原因，是我把精力放在了开会上。", Text.Substring(link.Cause.Part.Start, link.Cause.Part.Length));
        Assert.Equal(link.Cause.Part.Text, Text.Substring(link.Cause.Part.Start, link.Cause.Part.Length));
    }

    [Fact]
    public void Causes_join_by_words_where_their_list_is_of_another_length()
    {
        var links = Join(Problems, [("师资招聘渠道窄", "一是师资招聘渠道窄。师资编制多年没有补充。")], Measures);
        Assert.Equal([null, null, 3], links.Select(link => link.Cause?.Part.Passage));
        Assert.Equal(LinkBasis.Words, links[2].Cause!.By);
    }

    [Fact]
    public void A_report_without_problems_joins_nothing() => Assert.Empty(Join([], [], Measures));

    private static IReadOnlyList<ReportLink> Join(
        IReadOnlyList<(string Heading, string Text)> problems,
        IReadOnlyList<(string Heading, string Text)> causes,
        IReadOnlyList<(string Heading, string Text)> measures)
    {
        List<(SectionType, string?, string)> passages =
        [
            .. problems.Select(one => (SectionType.存在问题, (string?)one.Heading, one.Text)),
            .. causes.Select(one => (SectionType.原因分析, (string?)one.Heading, one.Text)),
            .. measures.Select(one => (SectionType.下一步打算, (string?)one.Heading, one.Text)),
        ];
        return ReportLinks.Join(passages, [.. problems.SelectMany((one, number) => ProblemReader.Read(one.Heading, one.Text)
            .Select(found => new ProblemItem(number, found.Start, found.Length, found.Head, found.Key)))]);
    }
}
