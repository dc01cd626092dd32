using System.Buffers;

namespace KnowledgeBase.Reports.Language;

/// <summary>
/// What matching sees: half-width, lower-case, simplified, without white space and invisible characters, each character with its place
/// in the text that it was folded from. Only for finding; what is served is never folded.
/// </summary>
internal sealed class FoldedText
{
    private const int LongText = 1 << 20;

    private readonly int _start;
    private readonly int[] _skipped; // for each character that was left out, how many were kept before it; ascending

    private FoldedText(string text, int start, int[] skipped) => (Text, _start, _skipped) = (text, start, skipped);

    public string Text { get; }

    public static FoldedText Of(string text, int start, int length)
    {
        // The array for a long text is not kept for the next one.
        var isLong = length > LongText;
        var folded = isLong ? new char[length] : ArrayPool<char>.Shared.Rent(length);
        var count = 0;
        List<int>? skipped = null;
        for (var i = start; i < start + length; i++)
            if (Fold(text[i]) is var c and not '\0')
                folded[count++] = c;
            else
                (skipped ??= []).Add(count);

        var isSame = count == length && folded.AsSpan(0, count).SequenceEqual(text.AsSpan(start, length)) && length == text.Length;
        var result = new FoldedText(isSame ? text : new string(folded, 0, count), start, skipped?.ToArray() ?? []);
        if (!isLong)
            ArrayPool<char>.Shared.Return(folded);
        return result;
    }

    /// <summary>The stretch of the unfolded text that a match covers, from its first to its last character.</summary>
    public (int Start, int Length) Unfold(int start, int length)
    {
        var from = PlaceOf(start);
        return (from, PlaceOf(start + length - 1) + 1 - from);
    }

    private int PlaceOf(int kept)
    {
        var (low, high) = (0, _skipped.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _skipped[middle] <= kept ? (middle + 1, high) : (low, middle);
        }

        return _start + kept + low;
    }

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
