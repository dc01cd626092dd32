namespace KnowledgeBase.Engine.Analysis;

/// <summary>Finds the occurrences of one text in others, after folding or code unit by code unit.</summary>
internal sealed class SubstringMatcher
{
    private readonly string _text;
    private readonly bool _folded;
    private readonly int _anchor;
    private readonly string _anchorText;

    public SubstringMatcher(string text, bool exact)
    {
        _folded = !exact;
        _text = exact ? text : Folding.Fold(text);
        (_anchor, _anchorText) = exact ? (0, text) : LongestPartWithoutVariants(_text);
    }

    public int Length => _text.Length;

    /// <summary>The offset of the first occurrence at or after <paramref name="from"/>, or -1. An empty text does not occur.</summary>
    public int IndexIn(ReadOnlySpan<char> text, int from = 0)
    {
        if (_text.Length == 0)
            return -1;
        if (_anchorText.Length == 0)
            return Scan(text, from);
        for (var at = from; at + _text.Length <= text.Length; at++)
        {
            var found = text[(at + _anchor)..].IndexOf(_anchorText, StringComparison.Ordinal);
            if (found < 0 || at + found + _text.Length > text.Length)
                return -1;
            at += found;
            if (_anchorText.Length == _text.Length || Matches(text, at))
                return at;
        }

        return -1;
    }

    private int Scan(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at + _text.Length <= text.Length; at++)
            if (Matches(text, at))
                return at;
        return -1;
    }

    private bool Matches(ReadOnlySpan<char> text, int at)
    {
        for (var i = 0; i < _text.Length; i++)
            if ((_folded ? Folding.Fold(text[at + i]) : text[at + i]) != _text[i])
                return false;
        return true;
    }

    /// <summary>
    /// The longest part of characters that folding does not change, which the vectorised search of the runtime can find in unfolded text.
    /// </summary>
    private static (int Start, string Text) LongestPartWithoutVariants(string text)
    {
        int best = 0, length = 0, start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && Folding.HasNoVariants(text[i]))
                continue;
            if (i - start > length)
                (best, length) = (start, i - start);
            start = i + 1;
        }

        return (best, text.Substring(best, length));
    }
}
