using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Searching;

/// <summary>The spans of a text that a query matches.</summary>
internal static class Highlighter
{
    /// <param name="likeTerms">The terms that a <see cref="Query.Like"/> selects.</param>
    public static IReadOnlyList<TextSpan> Spans(Query query, string text, string? field, Func<Query.Like, IEnumerable<uint>> likeTerms)
    {
        var marked = new bool[text.Length];
        Mark(query, text, field, likeTerms, marked);
        var spans = new List<TextSpan>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (!marked[i])
                continue;
            var start = i;
            while (i < marked.Length && marked[i])
                i++;
            spans.Add(new TextSpan(start, i - start));
        }

        return spans;
    }

    private static void Mark(Query query, string text, string? field, Func<Query.Like, IEnumerable<uint>> likeTerms, bool[] marked)
    {
        switch (query)
        {
            case Query.Text part when part.Field is null || field is null || part.Field == field:
                if (part.Match is TextMatch.Phrase or TextMatch.Exact)
                    Mark(new SubstringMatcher(part.Value, part.Match == TextMatch.Exact), text, marked);
                else
                    Mark(BigramAnalyzer.QueryTerms(part.Value), text, marked);
                break;
            case Query.Like like:
                Mark(likeTerms(like), text, marked);
                break;
            case Query.And and:
                foreach (var clause in and.Clauses)
                    Mark(clause, text, field, likeTerms, marked);
                break;
            case Query.AtLeast atLeast:
                foreach (var (clause, _) in atLeast.Clauses)
                    Mark(clause, text, field, likeTerms, marked);
                break;
            case Query.Or or:
                foreach (var clause in or.Clauses)
                    Mark(clause, text, field, likeTerms, marked);
                break;
        }
    }

    private static void Mark(SubstringMatcher matcher, string text, bool[] marked)
    {
        var end = 0;
        for (var at = matcher.IndexIn(text); at >= 0; at = matcher.IndexIn(text, at + 1))
        {
            // Occurrences may overlap; each unit is marked once.
            for (var i = Math.Max(at, end); i < at + matcher.Length; i++)
                marked[i] = true;
            end = at + matcher.Length;
        }
    }

    private static void Mark(IEnumerable<uint> terms, string text, bool[] marked)
    {
        var termSet = terms.ToHashSet();
        for (var i = 0; i < text.Length; i++)
        {
            var unit = Folding.Fold(text[i]);
            if (termSet.Contains(BigramAnalyzer.Unigram(unit)))
                marked[i] = true;
            if (i + 1 < text.Length && termSet.Contains(BigramAnalyzer.Bigram(unit, Folding.Fold(text[i + 1]))))
                marked[i] = marked[i + 1] = true;
        }
    }
}
