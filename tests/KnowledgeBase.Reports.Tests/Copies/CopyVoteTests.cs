using System.Text;
using KnowledgeBase.Reports.Copies;

namespace KnowledgeBase.Reports.Tests.Copies;

/// <summary>Several copies of one report: what one alone has goes where it is proven foreign, and stays where it may be an edition's own.</summary>
public sealed class CopyVoteTests
{
    private const string Text = CopiedReport.Text;

    [Fact]
    public void A_name_in_the_middle_of_a_word_goes_where_two_other_copies_go_on_without_it()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        var voted = Vote(raw, Text, With("三十一条", "三十二条"));
        Assert.Equal(Text, Replay.Served(voted));
        var removal = Assert.Single(voted.Removed);
        Assert.Equal(("copy-vote", "雁回书斋", RemovalGroup.Mark), (removal.Rule, removal.Text, removal.Group));
        Assert.Equal("this copy alone has it; 2 other copies go on without it", removal.Reason);
        Assert.Equal(raw, Replay.Undo(Replay.Served(voted), Replay.Edits(voted)));
        Assert.True(voted.CleaningConfidence < 1);
    }

    [Theory]
    [InlineData("能力提升", "能鹿鸣笺力提升")] // inside a word
    [InlineData("督促整改到位。", "督促整改到位。鹿鸣笺")] // behind the last full stop of a line
    [InlineData("（二）成果", "鹿鸣笺（二）成果")] // before a heading's number
    public void A_name_goes_from_places_where_no_words_of_a_report_stand(string words, string with) =>
        Assert.Equal(Text, Replay.Served(Vote(With(words, with), Text, With("三十一条", "三十二条"))));

    [Theory]
    [InlineData("完成领导干部", "基本完成领导干部")] // a word
    [InlineData("县审计局紧紧", "清河县审计局紧紧")] // a place
    [InlineData("成果运用不充分。", "成果运用不充分。全年只有四成的建议写进了整改方案。")] // a sentence
    [InlineData("发现问题二十三个", "发现问题一百二十三个")] // a number
    [InlineData("2023年，县", "2023年12月，县")] // a date
    [InlineData("二、存在问题", "（三）抓好投资审计。完成工程结算审计十七项，核减投资三百万元。\n二、存在问题")] // an item
    [InlineData("提出审计建议", "由局长林晓棠提出审计建议")] // a person
    [InlineData("三、下一步打算", "（此处有掌声）\n三、下一步打算")] // a line
    [InlineData("督促整改到位。", "督促整改到位（详见附表）。")] // a bracket
    [InlineData("经济责任审计九项", "经济责任和自然资源资产审计九项")]
    [InlineData("乡镇的惠农", "乡镇的强农惠农")]
    public void An_edition_keeps_what_is_its_own(string words, string with)
    {
        var raw = With(words, with);
        var voted = Vote(raw, Text, With("三十一条", "三十二条"));
        Assert.Equal(raw, Replay.Served(voted));
        Assert.Empty(voted.Suspected);
    }

    [Fact]
    public void Another_copy_that_has_the_words_too_keeps_them()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        Assert.Empty(Vote(raw, Text, With("三十一条", "三十二条"), With("惠农补贴", "惠农补雁回书斋贴") + "\n（完）").Removed);
    }

    [Fact]
    public void One_other_copy_proves_nothing_and_copies_of_one_origin_are_one()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        Assert.Empty(Vote(raw, Text).Removed);
        Assert.Empty(CopyVote.Hold(Given.Text(raw), [new("b", Text, "site:a"), new("c", With("三十一条", "三十二条"), "site:a")]));
    }

    [Fact]
    public void The_report_of_another_year_says_nothing()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        Assert.Empty(CopyVote.Hold(Given.Text(raw), [new("b", Text, "b", Year: 2021), new("c", Text, "c", Year: 2022)]));
    }

    [Fact]
    public void A_row_of_a_table_is_left_alone()
    {
        const string Row = "\n序号\t问题\t措施\n1\t惠农补贴发放慢\t按月通报进度\n2\t台账不全\t逐项补登";
        var raw = Text + Row.Replace("惠农补贴", "惠农补雁回书斋贴", StringComparison.Ordinal);
        Assert.Empty(Vote(raw, Text + Row, With("三十一条", "三十二条") + Row).Removed);
    }

    [Fact]
    public void What_a_copy_lost_is_noted_and_not_put_in()
    {
        var raw = With("跟踪督促不够有力，", "");
        var voted = Vote(raw, Text, With("三十一条", "三十二条"));
        Assert.Equal(raw, Replay.Served(voted));
        var note = Assert.Single(voted.Notes, note => note.Code == "copy-lost");
        Assert.Equal("2 other copies have 「，跟踪督促不够有力」 in line 8, this one has not", note.Message);
    }

    [Fact]
    public void What_a_person_keeps_stays()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        var findings = Findings(raw, Text, With("三十一条", "三十二条"));
        Assert.Equal(raw, Replay.Served(Read(raw, new([], ["雁回书斋"]) { Findings = findings })));
    }

    [Fact]
    public void A_finding_about_other_characters_than_those_there_is_passed_over()
    {
        var raw = With("惠农补贴", "惠农补雁回书斋贴");
        var findings = Findings(raw, Text, With("三十一条", "三十二条"));
        var changed = With("惠农补贴", "惠农补助资金贴");
        Assert.Equal(changed, Replay.Served(Read(changed, FileMarks.None with { Findings = findings })));
        Assert.Equal("短", Replay.Served(Read("短", FileMarks.None with { Findings = findings })));
    }

    [Fact]
    public void Wrapped_and_blank_filled_copies_speak_like_others()
    {
        var wrapped = Text.Replace("，", "，\n", StringComparison.Ordinal);
        var spaced = string.Join('\n', Text.Split('\n').Select(line => "　　" + line));
        Assert.Equal(Text, Replay.Served(Vote(With("惠农补贴", "惠农补雁回书斋贴"), wrapped, spaced)));
    }

    private static string With(string words, string other)
    {
        Assert.Contains(words, Text, StringComparison.Ordinal);
        return Text.Replace(words, other, StringComparison.Ordinal);
    }

    private static IReadOnlyList<CopyFinding> Findings(string raw, params string[] others) =>
        CopyVote.Hold(Given.Text(raw), [.. others.Select((text, i) => new ReportCopy($"{i}", text, $"{i}"))]);

    private static Reading Vote(string raw, params string[] others) => Read(raw, FileMarks.None with { Findings = Findings(raw, others) });

    private static Reading Read(string raw, FileMarks decided) =>
        new ReportReader().Read("a.txt", Encoding.UTF8.GetBytes(raw), decided, CancellationToken.None);
}
