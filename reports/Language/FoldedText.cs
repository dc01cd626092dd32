namespace KnowledgeBase.Reports.Language;

/// <summary>
/// What matching sees: half-width, lower-case, simplified, without white space and invisible characters, each character with its place
/// in the text that it was folded from. Only for finding; what is served is never folded.
/// </summary>
internal sealed class FoldedText
{
    private readonly int[] _places;

    private FoldedText(string text, int[] places)
    {
        Text = text;
        _places = places;
    }

    public string Text { get; }

    public static FoldedText Of(string text, int start, int length)
    {
        var folded = new char[length];
        var places = new int[length];
        var count = 0;
        for (var i = start; i < start + length; i++)
        {
            var c = Fold(text[i]);
            if (c == '\0')
                continue;

            folded[count] = c;
            places[count++] = i;
        }

        return new(new string(folded, 0, count), places);
    }

    /// <summary>The stretch of the unfolded text that a match covers, from its first to its last character.</summary>
    public (int Start, int Length) Unfold(int start, int length) =>
        (_places[start], _places[start + length - 1] + 1 - _places[start]);

    /// <summary>The folded character, or '\0' for one that matching does not see. Line ends stay.</summary>
    public static char Fold(char c) => c switch
    {
        '\n' => '\n',
        >= 'a' and <= 'z' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        >= '！' and <= '～' => Lower((char)(c - 0xFEE0)),
        '。' or '｡' => '。',
        _ when Characters.IsBlank(c) => '\0',
        _ => Simplified.Of(c),
    };

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
