using System.Buffers;

namespace KnowledgeBase.Engine.Analysis;

/// <summary>Finds the occurrences of one text in others, after folding or code unit by code unit.</summary>
internal sealed class SubstringMatcher : ITextPattern
{
    private readonly string _text;
    private readonly Folding? _folding;
    private readonly int _anchor;
    private readonly string _anchorText = "";
    private readonly SearchValues<char>? _anchorVariants;

    /// <param name="folding">Null: code unit by code unit.</param>
    public SubstringMatcher(string text, Folding? folding)
    {
        _folding = folding;
        _text = folding is null ? text : folding.Fold(text);
        if (folding is null)
        {
            _anchorText = text;
            return;
        }

        (_anchor, _anchorText) = LongestPartWithoutVariants(_text, folding);
        if (_anchorText.Length > 0)
            return;
        for (var i = 0; i < _text.Length && _anchorVariants is null; i++)
            if (folding.VariantsOf(_text[i]) is { } variants)
                (_anchor, _anchorVariants) = (i, SearchValues.Create(variants));
    }

    public int Length => _text.Length;

    /// <summary>The offset of the first occurrence at or after <paramref name="from"/>, or -1. An empty text does not occur.</summary>
    public int IndexIn(ReadOnlySpan<char> text, int from = 0)
    {
        if (_text.Length == 0)
            return -1;
        for (var at = from; at + _text.Length <= text.Length; at++)
        {
            // Invariant: there is no occurrence before `at`. The anchor's next place is the least that one can have.
            var found = NextAnchor(text[(at + _anchor)..]);
            if (found < 0 || at + found + _text.Length > text.Length)
                return -1;
            at += found;
            if (_anchorText.Length == _text.Length || Matches(text, at))
                return at;
        }

        return -1;
    }

    public bool OccursIn(ReadOnlySpan<char> text) => IndexIn(text) >= 0;

    public void Mark(ReadOnlySpan<char> text, Span<bool> marked)
    {
        var end = 0;
        for (var at = IndexIn(text); at >= 0; at = IndexIn(text, at + 1))
        {
            // Occurrences may overlap; each unit is marked once.
            for (var i = Math.Max(at, end); i < at + Length; i++)
                marked[i] = true;
            end = at + Length;
        }
    }

    /// <summary>Every occurrence, ascending.</summary>
    public List<int> AllIn(ReadOnlySpan<char> text)
    {
        var all = new List<int>();
        for (var at = IndexIn(text); at >= 0; at = IndexIn(text, at + 1))
            all.Add(at);
        return all;
    }

    private int NextAnchor(ReadOnlySpan<char> text)
    {
        if (_anchorText.Length > 0)
            return text.IndexOf(_anchorText, StringComparison.Ordinal);
        return _anchorVariants is null ? 0 : text.IndexOfAny(_anchorVariants);
    }

    private bool Matches(ReadOnlySpan<char> text, int at)
    {
        for (var i = 0; i < _text.Length; i++)
            if ((_folding is null ? text[at + i] : _folding.Fold(text[at + i])) != _text[i])
                return false;
        return true;
    }

    /// <summary>
    /// The longest part of characters that folding does not change, which the vectorised search of the runtime can find in unfolded text.
    /// </summary>
    private static (int Start, string Text) LongestPartWithoutVariants(string text, Folding folding)
    {
        int best = 0, length = 0, start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && folding.HasNoVariants(text[i]))
                continue;
            if (i - start > length)
                (best, length) = (start, i - start);
            start = i + 1;
        }

        return (best, text.Substring(best, length));
    }
}
