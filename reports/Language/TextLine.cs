namespace KnowledgeBase.Reports.Language;

/// <summary>A line of a draft without its line end, with its folded view.</summary>
internal sealed class TextLine(string text, int start, int length)
{
    private FoldedText? _folded;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public int End => Start + Length;

    public ReadOnlySpan<char> Span => text.AsSpan(Start, Length);

    public FoldedText Folded => _folded ??= FoldedText.Of(text, Start, Length);

    public bool IsBlank => Folded.Text.Length == 0;

    public static List<TextLine> Split(string text)
    {
        var lines = new List<TextLine>();
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
            {
                lines.Add(new(text, start, text.Length - start));
                return lines;
            }

            lines.Add(new(text, start, end - start));
            start = end + 1;
        }
    }
}
