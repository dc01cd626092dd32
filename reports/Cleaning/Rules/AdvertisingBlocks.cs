namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Blocks of advertisement before the title and after the last line: short lines that show no sign of their own but stand
/// among lines that do.
/// </summary>
internal sealed class AdvertisingBlocks : CleaningRule
{
    private const int HeadLines = 40;

    public override string Name => "advertising-block";

    public override void Apply(Draft draft, CleaningContext context)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var advertising = lines.ConvertAll(line => AdvertisingLines.IsAdvertising(line.Folded.Text, context.Marks));

        var body = lines.FindIndex(line => LineLook.IsBody(line.Folded.Text) && !AdvertisingLines.IsAdvertising(line.Folded.Text, context.Marks));
        body = Math.Min(body < 0 ? lines.Count : body, HeadLines);
        var title = lines.FindIndex(0, body, line => LineLook.IsTitle(line.Folded.Text));
        Remove(draft, lines, advertising, 0, title < 0 ? body : title, "before the title, among advertisements");

        var last = lines.FindLastIndex(line => LineLook.IsBody(line.Folded.Text) && !AdvertisingLines.IsAdvertising(line.Folded.Text, context.Marks));
        Remove(draft, lines, advertising, last + 1, lines.Count, "after the last line, among advertisements");
    }

    private void Remove(Draft draft, List<TextLine> lines, List<bool> advertising, int from, int to, string reason)
    {
        var first = advertising.FindIndex(from, to - from, sign => sign);
        if (first < 0)
            return;

        var last = advertising.FindLastIndex(to - 1, to - from, sign => sign);
        for (var i = from == 0 ? 0 : first; i <= last; i++)
            draft.RemoveLine(lines[i], Name, reason);
    }
}
