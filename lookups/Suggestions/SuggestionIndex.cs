namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>Finds terms by a part of one of their names, or by the first letters of its pinyin.</summary>
public sealed class SuggestionIndex
{
    /// <summary>Of each kind, the terms with the greatest counts first: a look-up ends once it has enough.</summary>
    private readonly Dictionary<SuggestionKind, SuggestedTerm[]> _terms;

    internal SuggestionIndex(IEnumerable<SuggestedTerm> terms, CancellationToken cancel)
    {
        _terms = terms.GroupBy(term => term.Kind).ToDictionary(
            kind => kind.Key,
            kind => kind.OrderByDescending(term => term.Count).ThenBy(term => term.Text, StringComparer.Ordinal).ToArray());

        // The first who types letters does not wait for this.
        foreach (var term in _terms.Values.SelectMany(terms => terms))
        {
            cancel.ThrowIfCancellationRequested();
            _ = term.Initials;
        }
    }

    /// <summary>
    /// The terms of a kind that begin with what was typed before those that hold it; within them the greatest counts first.
    /// </summary>
    /// <param name="typed">Not empty. ASCII letters and digits alone are also taken for pinyin initials, from two letters on.</param>
    public IReadOnlyList<SuggestedTerm> Find(SuggestionKind kind, string typed, int limit)
    {
        var letters = typed.Length > 1 && typed.All(char.IsAsciiLetterOrDigit) ? typed.ToLowerInvariant() : null;
        var (beginning, holding) = (new List<SuggestedTerm>(), new List<SuggestedTerm>());
        foreach (var term in _terms.GetValueOrDefault(kind) ?? [])
        {
            if (beginning.Count == limit)
                break;
            if (Begins(term, typed, letters))
                beginning.Add(term);
            else if (holding.Count < limit && Holds(term, typed, letters))
                holding.Add(term);
        }

        return [.. beginning.Concat(holding).Take(limit)];
    }

    private static bool Begins(SuggestedTerm term, string typed, string? letters) =>
        term.Names.Any(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        || (letters is not null && term.Initials.Any(initials => initials.StartsWith(letters, StringComparison.Ordinal)));

    private static bool Holds(SuggestedTerm term, string typed, string? letters) =>
        term.Names.Any(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase))
        || (letters is not null && term.Initials.Any(initials => initials.Contains(letters, StringComparison.Ordinal)));
}
