using System.Text;

namespace KnowledgeBase.Reports.Tests;

/// <summary>What a person decides about words of a file holds against every rule, and takes nothing else with it.</summary>
public sealed class FileMarksTests
{
    private const string Raw = """
        清河县审计局2023年度工作总结
        一、主要工作
        全年开展审计十二项。更多材料请加微信abcdef8888领取。
        学习形式单老秘网一，讨论交流不够充分。
        我局在窗台小筑全年组织集中学习二十四次（窗台小筑）。
        二、存在问题
        学习形式单一，讨论交流不够充分。
        """;

    [Fact]
    public void Words_that_were_decided_to_go_go_wherever_they_stand_and_nothing_beside_them_does()
    {
        var before = Read(FileMarks.None);
        var after = Read(new FileMarks(["窗台小筑"], []));
        Assert.Equal(Replay.Served(before).Replace("窗台小筑", "", StringComparison.Ordinal), Replay.Served(after));
        AssertReplays(after);
    }

    [Fact]
    public void Words_of_several_lines_go_line_by_line()
    {
        var reading = Read(new FileMarks(["二、存在问题\n学习形式单一，讨论交流不够充分。"], []));
        Assert.DoesNotContain("存在问题", Replay.Served(reading), StringComparison.Ordinal);
        AssertReplays(reading);
    }

    [Fact]
    public void A_name_that_was_cut_comes_back_once_a_person_keeps_it()
    {
        Assert.DoesNotContain("老秘网", Replay.Served(Read(FileMarks.None)), StringComparison.Ordinal);
        var reading = Read(new FileMarks([], ["老秘网"]));
        Assert.Contains("学习形式单老秘网一", Replay.Served(reading), StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Suspected, suspicion => suspicion.Text.Contains("老秘网", StringComparison.Ordinal));
        AssertReplays(reading);
    }

    [Fact]
    public void Every_removal_comes_back_when_just_it_is_kept()
    {
        foreach (var removal in Read(FileMarks.None).Removed)
        {
            var reading = Read(new FileMarks([], [removal.Text]));
            Assert.DoesNotContain(reading.Removed, other => other.Start == removal.Start && other.Length == removal.Length);
            AssertReplays(reading);
        }
    }

    [Fact]
    public void A_kept_sentence_stays_where_the_piece_around_it_goes()
    {
        const string Page = "清河县审计局2023年度工作总结\n全年开展审计十二项，整改问题四十个。\n关注公众号晨星材料铺，更多优质范文请扫码领取资料\n";
        var without = Given.Text(Page);
        Assert.DoesNotContain("更多优质范文请扫码领取资料", Replay.Served(without), StringComparison.Ordinal);
        var reading = new ReportReader().Read(
            "a.txt", Encoding.UTF8.GetBytes(Page), new FileMarks([], ["更多优质范文请扫码领取资料"]), TestContext.Current.CancellationToken);
        Assert.Contains("更多优质范文请扫码领取资料", Replay.Served(reading), StringComparison.Ordinal);
        Assert.DoesNotContain("晨星材料铺", Replay.Served(reading), StringComparison.Ordinal);
        AssertReplays(reading);
    }

    [Fact]
    public void A_line_of_the_user_s_list_keeps_words_in_all_files()
    {
        var reading = Given.Text(Raw, options: new ReadingOptions { ExtraMarks = "keep 老秘网\n" });
        Assert.Contains("学习形式单老秘网一", Replay.Served(reading), StringComparison.Ordinal);
        AssertReplays(reading);
    }

    [Fact]
    public void What_is_suspected_stands_in_the_report_where_it_says()
    {
        var reading = Given.Text("清河县审计局2023年度工作总结\n（来源：清风文苑）全年开展审计十二项，整改问题四十个。\n");
        var suspected = Assert.Single(reading.Reports[0].Suspected);
        Assert.Equal(suspected.Text, reading.Reports[0].Text.Substring(suspected.Start, suspected.Length));
        Assert.Equal(Assert.Single(reading.Suspected).Text, suspected.Text);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\ud800", "\udfff")]
    [InlineData(" \n\u200B", "\n\n")]
    [InlineData("一", "一")]
    [InlineData("keep 老秘网\nphrase 学习", "site 学习")]
    public void Whatever_is_decided_a_file_is_read_and_its_edits_replay(string cut, string kept) =>
        AssertReplays(Read(new FileMarks([cut], [kept])));

    [Fact]
    public void A_corrected_section_has_its_type_and_its_neighbours_theirs()
    {
        var reading = Read(FileMarks.None);
        var sections = reading.Reports[0].Sections;
        var name = SectionNames.Of(sections)[^1];
        var corrected = new Corrections
        {
            Reports = new Dictionary<int, Correction>
            {
                [0] = new() { Sections = new Dictionary<string, SectionType> { [name] = SectionType.原因分析 } },
            },
        }.ApplyTo(reading).Reports[0].Sections;
        Assert.Equal(SectionType.原因分析, corrected[^1].Type);
        Assert.Equal(sections.SkipLast(1).Select(section => section.Type), corrected.SkipLast(1).Select(section => section.Type));
    }

    private static Reading Read(FileMarks decided) =>
        new ReportReader().Read("a.txt", Encoding.UTF8.GetBytes(Raw), decided, TestContext.Current.CancellationToken);

    private static void AssertReplays(Reading reading)
    {
        var edits = Replay.Edits(reading);
        Assert.Equal(Replay.Served(reading), Replay.Apply(reading.RawText!, edits));
        Assert.Equal(reading.RawText, Replay.Undo(Replay.Served(reading), edits));
    }
}
