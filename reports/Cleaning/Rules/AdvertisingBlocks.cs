using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Blocks of advertisement before the title and after the last line: short lines that show no sign of their own but stand
/// among lines that do.
/// </summary>
internal sealed class AdvertisingBlocks : CleaningRule
{
    private const int HeadLines = 40;

    // Chinese characters of a name.
    private const int LongestPlain = 8;
    private const int ShortestTitle = 10;

    public override string Name => "advertising-block";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var advertising = lines.ConvertAll(line => AdvertisingLines.IsAdvertising(line.Folded.Text, context.Marks));
        bool IsBody(int i) => LineShape.IsBody(lines[i].Folded.Text) && !advertising[i];

        var body = 0;
        while (body < Math.Min(lines.Count, HeadLines) && !IsBody(body))
            body++;

        // The title is the most telling of the lines that look like one; 「三分钟生成万字材料」 sells.
        var (title, weight) = (-1, 0);
        for (var i = 0; i < body; i++)
            if (LineShape.TitleWeight(lines[i].Folded.Text) - Math.Min(
                1, AdvertisingSignals.Of(lines[i].Folded.Text, context.Marks).Sum) is var told && told > weight)
                (title, weight) = (i, told);

        var head = title >= 0 ? title : body;
        for (var i = 0; i < head; i++)
            advertising[i] |= AdvertisingSignals.Of(lines[i].Folded.Text, context.Marks).Sum >= 2;

        var end = First(advertising, 0, head) >= 0 ? Last(lines, advertising, 0, head, context) : -1;
        for (var i = 0; i <= end; i++)
            Take(draft, lines[i], context, mayBeText: title < 0 || i == title - 1, "before the title, among advertisements");

        var last = lines.Count - 1;
        while (last >= head && !IsBody(last))
            last--;

        var first = First(advertising, last + 1, lines.Count);
        end = first >= 0 ? Last(lines, advertising, first, lines.Count, context) : -1;
        for (var i = Math.Max(0, first); i <= end; i++)
            Take(draft, lines[i], context, mayBeText: true, "after the last line, among advertisements");
    }

    /// <summary>Where a title or a last line may stand, a run of words without any sign of its own is doubted only.</summary>
    private void Take(Draft draft, TextLine line, CleaningContext context, bool mayBeText, string reason)
    {
        var folded = line.Folded.Text;
        if (IsProtected(line, context))
            return;

        if (mayBeText && folded.Count(Characters.IsHan) > LongestPlain && !line.Span.Trim().ContainsAny(" \u3000,，")
            && !AdvertisingSignals.Of(folded, context.Marks).Any)
            draft.Suspect(line.Start, line.Length, Name, reason);
        else
            draft.RemoveLine(line, Name, reason);
    }

    /// <summary>A block never takes a title, a row of a table, a report's words, or the head of an official paper.</summary>
    private static bool IsProtected(TextLine line, CleaningContext context) =>
        NameVetoes.IsInTableRow(line.Span) || PlainWords.Of(line.Folded.Text, context.Marks).AreReportsAmongAdvertisements
        || LineShape.IsAttachmentLabel(line.Folded.Text) || Invitations.FollowsPlainWords(line.Folded.Text, context.Marks)
        || BeginsWithTitle(line.Folded.Text) || IsDeclared(line, context) || LineShape.TitleWeight(line.Folded.Text) > 1 || DateLine.Is(line.Span)
        || (LineShape.IsOfficial(line.Folded.Text) && line.Folded.Text.Length <= 30);

    /// <summary>「——云桥县第三中学校长2023年度述职报告」 with a name behind it.</summary>
    private static bool BeginsWithTitle(string folded)
    {
        if (!folded.StartsWith("——", StringComparison.Ordinal))
            return false;

        for (var length = Math.Max(ShortestTitle, folded.Length - LongestPlain); length < folded.Length; length++)
            if (LineShape.TitleWeight(folded[..length]) > 3)
                return true;

        return false;
    }

    private static bool IsDeclared(TextLine line, CleaningContext context) =>
        line.Span.Trim() is { Length: >= 4 } words
            && context.Document.DeclaredTitle?.AsSpan().StartsWith(words, StringComparison.Ordinal) == true;

    private static int First(List<bool> advertising, int from, int to) =>
        from < to ? advertising.FindIndex(from, to - from, sign => sign) : -1;

    /// <summary>The last line with any sign at all: one is enough among others that show more.</summary>
    private static int Last(List<TextLine> lines, List<bool> advertising, int from, int to, CleaningContext context)
    {
        var last = to - 1;
        while (last > from && !advertising[last] && !AdvertisingSignals.Of(lines[last].Folded.Text, context.Marks).Any)
            last--;

        return last;
    }
}
