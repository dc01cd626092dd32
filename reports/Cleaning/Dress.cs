namespace KnowledgeBase.Reports.Cleaning;

/// <summary>What a mark wears: an address beside its name, brackets around both, a dash before it.</summary>
internal static class Dress
{
    /// <summary>The stretch of the unfolded text that goes with a mark at a place of the folded text.</summary>
    public static (int Start, int Length) Widen(FoldedText folded, int start, int length)
    {
        var text = folded.Text;
        var end = start + length;
        for (var grown = true; grown;)
        {
            grown = false;
            if (WebAddress.EndsAt(text, start) is var before and > 0)
            {
                start -= before;
                grown = true;
            }

            if (WebAddress.StartsAt(text, end) is var after and > 0)
            {
                end += after;
                grown = true;
            }

            if (start > 0 && end < text.Length && IsPair(text[start - 1], text[end]))
            {
                start--;
                end++;
                grown = true;
            }
        }

        return folded.Unfold(start, end - start);
    }

    private static bool IsPair(char open, char close) => (open, close) is
        ('【', '】') or ('[', ']') or ('(', ')') or ('<', '>') or ('〔', '〕') or ('「', '」') or ('{', '}') or ('“', '”') or ('《', '》') or ('*', '*') or ('#', '#') or ('|', '|') or ('@', '@');
}
