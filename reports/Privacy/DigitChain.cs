namespace KnowledgeBase.Reports.Privacy;

/// <summary>What stands between two digits of one chain.</summary>
internal enum DigitGap
{
    /// <summary>Nothing, or nothing that is seen.</summary>
    None,

    /// <summary>The end of a line, with the indentation of the next.</summary>
    Line,

    /// <summary>Blanks.</summary>
    Blank,

    /// <summary>A hyphen.</summary>
    Hyphen,

    /// <summary>A dot.</summary>
    Dot,
}

/// <summary>Digits that may belong to one number: nothing stands between them but blanks, hyphens, dots, or the end of a line.</summary>
/// <param name="digits">As ASCII.</param>
/// <param name="places">Where each stands in the text.</param>
/// <param name="gaps">What stands before each; the first one's says nothing.</param>
internal sealed class DigitChain(string digits, IReadOnlyList<int> places, IReadOnlyList<DigitGap> gaps)
{
    private const int MostBlanks = 3;
    private const int MostIndentation = 12;

    public string Digits => digits;

    public int Count => digits.Length;

    public int PlaceOf(int digit) => places[digit];

    /// <summary>What stands before a digit; nothing belongs before the first one.</summary>
    public DigitGap GapBefore(int digit) => digit == 0 || digit >= Count ? DigitGap.Blank : gaps[digit];

    /// <summary>Whether a number may begin at a digit: it does not stand in the middle of more digits.</summary>
    public bool MayBegin(int digit) => digit == 0 || gaps[digit] != DigitGap.None;

    /// <summary>Whether a number may end before a digit.</summary>
    public bool MayEnd(int digit) => digit == Count || gaps[digit] != DigitGap.None;

    /// <summary>How the digits of a window are grouped by what is seen between them; the end of a line groups nothing.</summary>
    public List<int> Groups(int first, int count)
    {
        var groups = new List<int> { 1 };
        for (var i = first + 1; i < first + count; i++)
        {
            if (gaps[i] is DigitGap.None or DigitGap.Line)
                groups[^1]++;
            else
                groups.Add(1);
        }

        return groups;
    }

    /// <summary>Every chain of a text with at least so many digits, in order.</summary>
    public static IEnumerable<DigitChain> In(string text, int least)
    {
        var digits = new List<char>();
        var places = new List<int>();
        var gaps = new List<DigitGap>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!Glyphs.IsDigit(text[at]))
                continue;
            var gap = places.Count == 0 ? DigitGap.None : Between(text, places[^1] + 1, at);
            if (gap is null)
            {
                if (digits.Count >= least)
                    yield return new DigitChain(string.Concat(digits), [.. places], [.. gaps]);
                digits.Clear();
                places.Clear();
                gaps.Clear();
            }

            digits.Add(Glyphs.Fold(text[at]));
            places.Add(at);
            gaps.Add(gap ?? DigitGap.None);
        }

        if (digits.Count >= least)
            yield return new DigitChain(string.Concat(digits), places, gaps);
    }

    /// <summary>What stands in a stretch of text between two digits; null where it parts them.</summary>
    private static DigitGap? Between(string text, int from, int to)
    {
        var (blanks, hyphens, dots, lines) = (0, 0, 0, 0);
        for (var i = from; i < to; i++)
        {
            var c = text[i];
            if (Glyphs.IsInvisible(c) || c == '\r')
                continue;
            if (c == '\n')
                lines++;
            else if (Glyphs.IsBlank(c))
                blanks++;
            else if (Glyphs.IsHyphen(c))
                hyphens++;
            else if (Glyphs.IsDot(c))
                dots++;
            else
                return null;
        }

        return (lines, hyphens, dots) switch
        {
            (1, 0, 0) when blanks <= MostIndentation => DigitGap.Line,
            (0, 1, 0) when blanks <= 2 => DigitGap.Hyphen,
            (0, 0, 1) when blanks <= 2 => DigitGap.Dot,
            (0, 0, 0) when blanks == 0 => DigitGap.None,
            (0, 0, 0) when blanks <= MostBlanks => DigitGap.Blank,
            _ => null,
        };
    }
}
