using KnowledgeBase.Reports.Privacy;

namespace KnowledgeBase.Reports.Tests.Privacy;

public sealed class SecrecyMarksTests
{
    [Theory]
    [InlineData("机密★10年")]
    [InlineData("机 密 ★ 1 0 年")]
    [InlineData("秘密★")]
    [InlineData("绝密★长期")]
    [InlineData("000012　机密★５年　特急")]
    [InlineData("秘密")]
    [InlineData("密级：秘密")]
    [InlineData("秘密5年")]
    [InlineData("（秘密）3年", false)]
    [InlineData("内部资料 注意保存")]
    [InlineData("内部资料，不得外传")]
    [InlineData("【内部文件·严禁复制】")]
    [InlineData("机\u200b密★10年")]
    [InlineData("内部材料　注意保存")]
    [InlineData("注意保存", false)]
    [InlineData("妥善保管，注意保存", false)]
    [InlineData("内部资料 请勿外传 阅后即焚", false)] // no office's words
    [InlineData("秘密工作总结", false)]
    [InlineData("保密工作机密文件管理情况", false)]
    [InlineData("对标有“机密★10年”的文件，一律登记。", false)]
    [InlineData("内部资料管理不规范", false)]
    [InlineData("仅供内部使用的文件要妥善保管。", false)]
    [InlineData("做好内部文件注意保管工作", false)]
    public void A_line_at_the_head_is_a_mark_or_it_is_not(string line, bool isMark = true)
    {
        var text = $"{line}\n清河县审计局2023年度工作总结\n一、主要工作\n（一）开展审计。全年完成项目二十个。\n";
        Assert.Equal(isMark ? line : null, SecrecyMarks.Find(text));
        Assert.Equal(isMark ? line : null, SecrecyMarks.Find($"清河县审计局\n\n2023年度工作总结\n{line}\n" + text[(line.Length + 1)..]));
    }

    [Theory]
    [InlineData("内部资料 请勿外传")]
    [InlineData("内部资料，注意保存")]
    [InlineData("机密")]
    public void Such_a_line_behind_the_first_heading_or_sentence_is_a_watermark(string line)
    {
        Assert.Null(SecrecyMarks.Find($"清河县审计局2023年度工作总结\n一、主要工作\n{line}\n（一）开展审计。全年完成项目二十个。\n"));
        Assert.Null(SecrecyMarks.Find(
            $"清河县审计局2023年度工作总结\n2023年，县审计局依法履行职责，各项任务全面完成。\n{line}\n一、主要工作\n"));
        Assert.Equal(line, SecrecyMarks.Find($"{line}\n清河县审计局2023年度工作总结\n一、主要工作\n"));
    }

    [Fact]
    public void The_second_report_of_a_collection_carries_its_own_mark()
    {
        var first = string.Concat(Enumerable.Repeat("完成项目二十个。\n", 40));
        Assert.Equal("机密★1年", SecrecyMarks.Find(first + "机密★1年\n第二篇总结\n"));
        Assert.Null(SecrecyMarks.Find(first + "秘密\n第二篇总结\n"));
    }
}
