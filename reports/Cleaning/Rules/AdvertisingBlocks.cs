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
        bool IsBody(int i) => LineLook.IsBody(lines[i].Folded.Text) && !advertising[i];

        var body = 0;
        while (body < Math.Min(lines.Count, HeadLines) && !IsBody(body) && !LineLook.IsTitle(lines[body].Folded.Text))
            body++;

        if (First(advertising, 0, body) >= 0)
            for (var i = 0; i <= Last(lines, advertising, 0, body, context); i++)
                draft.RemoveLine(lines[i], Name, "before the title, among advertisements");

        var last = lines.Count - 1;
        while (last >= body && !IsBody(last))
            last--;

        if (First(advertising, last + 1, lines.Count) is var first and >= 0)
            for (var i = first; i <= Last(lines, advertising, first, lines.Count, context); i++)
                draft.RemoveLine(lines[i], Name, "after the last line, among advertisements");
    }

    private static int First(List<bool> advertising, int from, int to) => from < to ? advertising.FindIndex(from, to - from, sign => sign) : -1;

    /// <summary>The last line with any sign at all: one is enough among others that show more.</summary>
    private static int Last(List<TextLine> lines, List<bool> advertising, int from, int to, CleaningContext context)
    {
        var last = to - 1;
        while (last > from && !advertising[last] && !AdSigns.Of(lines[last].Folded.Text, context.Marks).Any)
            last--;

        return last;
    }
}
