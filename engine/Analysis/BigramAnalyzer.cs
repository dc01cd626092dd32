namespace KnowledgeBase.Engine.Analysis;

/// <summary>
/// The terms of texts and queries, and which texts match a query. All of it is about folded text (<see cref="Folding"/>) in UTF-16 code
/// units.
/// <para><b>A text's terms</b> are every single code unit (spaces and punctuation too), and every pair of neighbouring code units of which
/// neither is a separator (<see cref="Folding.IsSeparator"/>). Chinese, Latin and digits are treated alike.</para>
/// <para><b>A query's terms</b>, distinct, in order of first appearance: split the folded query into runs at separators; a run of one code
/// unit
/// is that unit, a longer run is its overlapping pairs. A query of separators alone has each distinct code unit that is not a space as a
/// term; one of spaces alone has none.</para>
/// <para><b>Hits.</b> A field given with a query stands for "any field" below; an empty query matches nothing.
/// <see cref="TextMatch.Any"/>: at least one term is a substring of at least one field. <see cref="TextMatch.All"/>: there is a term, and
/// each is a substring of some field, not necessarily the same one. <see cref="TextMatch.Phrase"/>: the whole folded query, separators and
/// outer spaces included, is a substring of one folded field. <see cref="TextMatch.Exact"/>: the query as written is an ordinal substring
/// of one
/// field as written. <see cref="Query.Like"/>: as Any, over the terms that <see cref="Query.Like"/> selects: of those that occur in a live
/// document, the ones with the greatest (occurrences of the term in the folded value × idf), equals by first appearance.</para>
/// <para>A term is one number: a pair is its first unit × 2^16 + its second, a single unit is the unit × 2^16. NUL folds to a
/// space, so the two never meet.</para>
/// </summary>
internal static class BigramAnalyzer
{
    public static uint Unigram(char unit) => (uint)unit << 16;

    public static uint Bigram(char first, char second) => ((uint)first << 16) | second;

    public static string TermText(uint term) =>
        (term & 0xFFFF) == 0 ? ((char)(term >> 16)).ToString() : $"{(char)(term >> 16)}{(char)term}";

    /// <summary>The terms of a query.</summary>
    public static uint[] QueryTerms(ReadOnlySpan<char> query, Folding folding)
    {
        var folded = folding.Fold(query);
        var terms = new List<uint>();
        var seen = new HashSet<uint>();
        foreach (var (term, _) in Occurrences(folded))
            if (seen.Add(term))
                terms.Add(term);
        if (terms.Count == 0)
            foreach (var c in folded)
                if (c != ' ' && seen.Add(Unigram(c)))
                    terms.Add(Unigram(c));
        return [.. terms];
    }

    /// <summary>Terms of every text that contains the folded query; none only for an empty query.</summary>
    public static uint[] RequiredTerms(ReadOnlySpan<char> query, Folding folding)
    {
        var terms = QueryTerms(query, folding);
        return terms.Length > 0 || query.IsEmpty ? terms : [Unigram(' ')];
    }

    /// <summary>True when having the query's one term is the same as containing the folded query as a substring.</summary>
    public static bool IsSingleTerm(ReadOnlySpan<char> query, Folding folding) => query.Length switch
    {
        1 => true,
        2 => !Folding.IsSeparator(folding.Fold(query[0])) && !Folding.IsSeparator(folding.Fold(query[1])),
        _ => false,
    };

    /// <summary>How often each term of a query occurs in it, in order of first appearance.</summary>
    public static IReadOnlyList<KeyValuePair<uint, int>> TermCounts(ReadOnlySpan<char> query, Folding folding)
    {
        var counts = new OrderedDictionary<uint, int>();
        foreach (var (term, _) in Occurrences(folding.Fold(query)))
            counts[term] = counts.GetValueOrDefault(term) + 1;
        return counts;
    }

    /// <summary>The bigrams, and the runs of one code unit, of a folded query with their offsets.</summary>
    private static List<(uint Term, int Start)> Occurrences(string folded)
    {
        var found = new List<(uint, int)>();
        for (var i = 0; i < folded.Length; i++)
        {
            if (Folding.IsSeparator(folded[i]))
                continue;
            if (i + 1 < folded.Length && !Folding.IsSeparator(folded[i + 1]))
                found.Add((Bigram(folded[i], folded[i + 1]), i));
            else if (i == 0 || Folding.IsSeparator(folded[i - 1]))
                found.Add((Unigram(folded[i]), i));
        }

        return found;
    }
}
