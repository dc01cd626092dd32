namespace KnowledgeBase.Engine.Analysis;

/// <summary>Finds several texts near each other: see <see cref="Query.Near"/>.</summary>
/// <remarks>
/// For each place that may be the first occurrence, the others' next occurrences from there on end earliest, because a text's
/// occurrences are all as long; so one look for each place decides, and no choice of occurrences is missed.
/// </remarks>
internal sealed class NearMatcher(IReadOnlyList<string> texts, int? distance, bool inSentence, Folding folding) : ITextPattern
{
    private readonly SubstringMatcher[] _texts = [.. texts.Select(text => new SubstringMatcher(text, folding))];

    public bool OccursIn(ReadOnlySpan<char> text)
    {
        var places = Places(text);
        if (places is null)
            return false;
        for (var first = 0; first < places.Length; first++)
            foreach (var start in places[first])
                if (Chosen(text, places, start) is not null)
                    return true;
        return false;
    }

    public void Mark(ReadOnlySpan<char> text, Span<bool> marked)
    {
        var places = Places(text);
        if (places is null)
            return;
        for (var first = 0; first < places.Length; first++)
        {
            foreach (var start in places[first])
            {
                if (Chosen(text, places, start) is not { } chosen)
                    continue;
                for (var i = 0; i < chosen.Length; i++)
                    marked.Slice(chosen[i], _texts[i].Length).Fill(true);
            }
        }
    }

    /// <summary>The occurrences of each text, or null where one has none.</summary>
    private List<int>[]? Places(ReadOnlySpan<char> text)
    {
        if (_texts.Length == 0)
            return null;
        var places = new List<int>[_texts.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = _texts[i].AllIn(text);
            if (places[i].Count == 0)
                return null;
        }

        return places;
    }

    /// <summary>The first occurrences from a place on, where these are near enough.</summary>
    private int[]? Chosen(ReadOnlySpan<char> text, List<int>[] places, int start)
    {
        var chosen = new int[places.Length];
        var (end, own) = (start, 0);
        for (var i = 0; i < places.Length; i++)
        {
            var at = places[i].BinarySearch(start);
            at = at < 0 ? ~at : at;
            if (at == places[i].Count)
                return null;
            chosen[i] = places[i][at];
            end = Math.Max(end, chosen[i] + _texts[i].Length);
            own += _texts[i].Length;
        }

        if (end - start - own > (distance ?? int.MaxValue))
            return null;
        return inSentence && Sentences.HasEnd(text[start..end]) ? null : chosen;
    }
}
