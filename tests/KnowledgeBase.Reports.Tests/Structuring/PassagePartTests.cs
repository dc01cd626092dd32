namespace KnowledgeBase.Reports.Tests.Structuring;

public sealed class PassagePartTests
{
    private static readonly string Sentence = "全系统认真贯彻落实各项决策部署，扎实推进工程建设、河湖管护、农村供水、防汛抗旱等工作。";

    [Fact]
    public void A_long_item_is_cut_at_sentences_into_parts_that_follow_each_other()
    {
        var item = string.Concat(Enumerable.Repeat(Sentence, 60));
        var report = Given.Text($"2023年度水利工作总结\n一、主要工作\n（一）加强工程建设。{item}").Reports[0];
        var parts = report.Sections[0].Passages;
        Assert.True(parts.Count > 2);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, Passage.MaxLength));
        Assert.All(parts, part => Assert.EndsWith("。", part.Text, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(part => part.Part));
        Assert.All(parts, part => Assert.Equal((parts.Count, "加强工程建设"), (part.PartCount, part.Heading)));
        Assert.Equal($"（一）加强工程建设。{item}", string.Concat(parts.Select(part => part.Text)));
    }

    [Fact]
    public void A_long_text_without_any_punctuation_is_cut_all_the_same_and_between_characters()
    {
        var item = string.Concat(Enumerable.Repeat("𠀀水", 2000));
        var report = Given.Text($"2023年度水利工作总结\n一、主要工作\n{item}").Reports[0];
        Assert.All(report.Sections[0].Passages, part => Assert.InRange(part.Length, 1, Passage.MaxLength));
        Assert.All(report.Sections[0].Passages, part => Assert.False(char.IsLowSurrogate(part.Text[0])));
        Assert.Equal(item, string.Concat(report.Sections[0].Passages.Select(part => part.Text)));
    }

    [Fact]
    public void Each_passage_and_formality_is_the_text_at_its_offset_and_none_overlap()
    {
        var report = Given.Text(
            "2023年度述职报告\n（2023年12月）\n各位代表：\n现将有关情况述职如下。\n一、主要工作\n（一）抓学习\n1.集中学习。全年开展12次，覆盖全员。\n"
            + "二、存在问题\n序号\t问题\t措施\n1\t学习不深\t制定学习计划，每月开展一次交流。\n2\t调研不多\t每季度到村里住两天。\n"
            + "附件：1.清单\n青山县财政局\n2023年12月20日").Reports[0];
        var pieces = report.Sections.SelectMany(section => section.Passages).Select(passage => (passage.Start, passage.Text))
            .Concat(report.Formalities.Select(line => (line.Start, line.Text)))
            .OrderBy(piece => piece.Start)
            .ToList();
        Assert.All(pieces, piece => Assert.Equal(piece.Text, report.Text.Substring(piece.Start, piece.Text.Length)));
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Text.Length <= pair.Second.Start));
        Assert.Equal(
            ["Date", "Salutation", "Heading", "TableHeader", "Attachment", "Signature", "Date"],
            report.Formalities.Select(line => line.Type.ToString()));
    }
}
