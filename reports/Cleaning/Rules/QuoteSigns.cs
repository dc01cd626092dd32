namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>The signs that mail puts before each line of a text that it quotes: 「> 」, 「| 」.</summary>
internal sealed class QuoteSigns : CleaningRule
{
    private const int FewestLines = 5;

    public override string Name => "quote-sign";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Document.Format != "txt")
            return;

        var lines = draft.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            var from = i;
            var quoted = 0;
            while (i < lines.Count && (lines[i].IsBlank || Signs(lines[i].Span) > 0))
                quoted += lines[i++].IsBlank ? 0 : 1;

            for (var k = from; k < i && quoted >= FewestLines; k++)
                draft.Remove(lines[k].Start, Signs(lines[k].Span), Name, "a sign of quoted mail before each line", absorb: false);
        }
    }

    /// <summary>How many characters of a line are such signs; none where a bar stands further on, for then they are cells.</summary>
    private static int Signs(ReadOnlySpan<char> line)
    {
        var signs = 0;
        while (signs < line.Length && line[signs] is '>' or '|' or '＞' or ' ')
            signs++;

        var isQuote = line[..signs].TrimEnd().Length > 0 && line[signs..].IndexOf('|') < 0;
        return isQuote ? line[..signs].TrimEnd().Length : 0;
    }
}
