using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// Whatever a file holds, its edits lead from the raw text to the served one and back, and every passage stands where it says.
/// </summary>
public sealed class ReplayTests
{
    private static readonly string[] Pieces =
    [
        "2022年度工作总结", "一、主要工作", "（一）加强学习。", "全年组织学习12次，参加人员360余人次。", "一是抓学习。二是抓落实。", "究其原因，主要是重视不够。", "二、存在问题", "三、下一步打算", "下一步，我局将继续努力。",
        "云上稿铺www.yunshanggp.com", "##paidbegin##", "加微信abcdef8888领取全部资料", "\u200B", "\u2060", "\uFEFF",
        "　　", "\t", " ", "\n", "\n\n", "第 3 页 共 6 页", "- 2 -", "目  录", "上一篇：没有了", "2 k# A8 ]& q1 W~ v",
        "【听潮稿社】", "仅供学习 禁止外传", "（公众号：听潮稿社）", "听潮稿社", "各位代表：", "，", "。", "！", "：", "“", "”",
        "(", "1.", "①", "\ud83d\ude00", "\ud800", "某某县财政局", "2022年12月30日", "（3篇）", "篇一：", "篇二：",
    ];

    private static readonly Gen<string> Raw = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    [Fact]
    public void Edits_lead_from_the_raw_text_to_the_served_text_and_back() =>
        Check(20261121, raw =>
        {
            var reading = Given.Text(raw);
            if (reading.RawText is null)
                return; // nothing to read

            var edits = Replay.Edits(reading);
            Assert.Equal(Replay.Served(reading), Replay.Apply(reading.RawText!, edits));
            Assert.Equal(reading.RawText, Replay.Undo(Replay.Served(reading), edits));
            Assert.All(edits, edit => Assert.Equal(edit.Text, reading.RawText!.Substring(edit.Start, edit.Length)));
        });

    [Fact]
    public void Every_passage_stands_in_its_report_and_in_the_raw_text_where_it_says() =>
        Check(20261122, raw =>
        {
            var reading = Given.Text(raw);
            foreach (var report in reading.Reports)
                foreach (var section in report.Sections)
                    foreach (var passage in section.Passages)
                    {
                        Assert.Equal(passage.Text, report.Text.Substring(passage.Start, passage.Length));
                        Assert.InRange(passage.Start, section.Start, section.Start + section.Length - 1);
                        Assert.Equal(passage.Text[0], reading.RawText![passage.RawStart]);
                        Assert.Equal(passage.Text[^1], reading.RawText![passage.RawStart + passage.RawLength - 1]);
                    }
        });

    [Fact]
    public void All_text_below_a_title_stands_in_a_section() =>
        Check(20261123, raw =>
        {
            foreach (var report in Given.Text(raw).Reports.Where(report => report.Sections.Count > 0))
            {
                Assert.Equal(report.Text.Length, report.Sections[^1].Start + report.Sections[^1].Length);
                Assert.All(report.Sections.Zip(report.Sections.Skip(1)), pair =>
                    Assert.InRange(pair.Second.Start - pair.First.Start - pair.First.Length, 0, 1));
            }
        });

    [Theory]
    [InlineData("\ud800")]
    [InlineData("（")]
    [InlineData("一、")]
    [InlineData("##")]
    [InlineData("【】")]
    [InlineData("第")]
    [InlineData("www.")]
    public void Scraps_of_marks_and_numbers_do_not_fail(string raw) => Assert.NotNull(Given.Text(raw));

    private static void Check(ulong seed, Action<string> holds) =>
        FsCheck.Fluent.Prop.ForAll(Raw.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(seed, 1));
}
