namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Indentation, blank lines, white space at line ends: after it, each line is one paragraph.</summary>
internal sealed class Layout : CleaningRule
{
    public override string Name => "layout";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Text;
        for (var i = 0; i < text.Length;)
        {
            var gap = i;
            while (gap < text.Length && (text[gap] == '\n' || Characters.IsBlank(text[gap])))
                gap++;

            if (gap == i)
            {
                i++;
                continue;
            }

            var lineEnd = text.IndexOf('\n', i, gap - i);
            if (i == 0 || gap == text.Length)
                draft.Remove(i, gap - i, Name, "white space around the text", absorb: false);
            else if (lineEnd >= 0)
            {
                draft.Remove(i, lineEnd - i, Name, "white space at a line's end", absorb: false);
                draft.Remove(lineEnd + 1, gap - lineEnd - 1, Name, "indentation and blank lines", absorb: false);
            }

            i = gap;
        }
    }
}
