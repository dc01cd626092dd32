namespace KnowledgeBase.Engine.Analysis;

/// <summary>Finds parts in their order with gaps between them: see <see cref="Query.Pattern"/>.</summary>
internal sealed class WildcardMatcher(IReadOnlyList<string> parts, int gap, Folding folding) : ITextPattern
{
    private readonly SubstringMatcher[] _parts =
        [.. parts.Where(part => part.Length > 0).Select(part => new SubstringMatcher(part, folding))];

    public bool OccursIn(ReadOnlySpan<char> text) => _parts.Length > 0 && Ends(text) is { Count: > 0 };

    public void Mark(ReadOnlySpan<char> text, Span<bool> marked)
    {
        if (_parts.Length == 0)
            return;
        foreach (var (start, end) in Ends(text))
            marked[start..end].Fill(true);
    }

    /// <summary>Where occurrences of all parts end, each with the latest start that leads there.</summary>
    private SortedDictionary<int, int> Reached(ReadOnlySpan<char> text, SortedDictionary<int, int> before, SubstringMatcher part)
    {
        var reached = new SortedDictionary<int, int>();
        foreach (var (end, start) in before)
        {
            var last = Math.Min(text.Length, end + gap);
            for (var i = end; i < last; i++)
                if (Sentences.IsEnd(text[i]))
                    last = i;
            for (var at = part.IndexIn(text, end); at >= 0 && at <= last; at = part.IndexIn(text, at + 1))
                reached[at + part.Length] = Math.Max(start, reached.GetValueOrDefault(at + part.Length));
        }

        return reached;
    }

    private List<(int Start, int End)> Ends(ReadOnlySpan<char> text)
    {
        var reached = new SortedDictionary<int, int>();
        foreach (var at in _parts[0].AllIn(text))
            reached[at + _parts[0].Length] = at;
        foreach (var part in _parts.AsSpan(1))
        {
            if (reached.Count == 0)
                break;
            reached = Reached(text, reached, part);
        }

        return [.. reached.Select(pair => (pair.Value, pair.Key))];
    }
}
