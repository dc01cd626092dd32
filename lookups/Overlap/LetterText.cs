using System.Text;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>A text's letters and digits, folded by width and case, with their offsets: punctuation tells nothing of copying.</summary>
public sealed class LetterText
{
    private LetterText(string letters, int[] offsets) => (Letters, Offsets) = (letters, offsets);

    public string Letters { get; }

    /// <summary>Of each letter, its offset in the text, in UTF-16 code units.</summary>
    public IReadOnlyList<int> Offsets { get; }

    public int Length => Letters.Length;

    public static LetterText Of(ReadOnlySpan<char> text)
    {
        var (letters, offsets) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
                continue;
            var c = text[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(text[i] - 0xFEE0) : text[i];
            letters.Append(char.ToLowerInvariant(c));
            offsets.Add(i);
        }

        return new LetterText(letters.ToString(), [.. offsets]);
    }

    /// <summary>Where letters stand in the text, from the first of them to the end of the last.</summary>
    public (int Start, int Length) SpanOf(int letter, int count) =>
        (Offsets[letter], Offsets[letter + count - 1] + 1 - Offsets[letter]);
}
