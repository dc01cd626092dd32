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
            case Query.Text part when Counts(part.Field, field):
                if (part.Match is TextMatch.Phrase or TextMatch.Exact)
                    new SubstringMatcher(part.Value, part.Match == TextMatch.Exact ? null : Folding.Current).Mark(text, marked);
                else
                    Mark(BigramAnalyzer.QueryTerms(part.Value, Folding.Current), text, marked);
                break;
            case Query.Like like:
                Mark(likeTerms(like), text, marked);
                break;
            case Query.Ranked ranked when Counts(ranked.Field, field):
                Mark(BigramAnalyzer.QueryTerms(ranked.Value, Folding.Current), text, marked);
                break;
            case Query.Near near when Counts(near.Field, field):
                new NearMatcher(near.Texts, near.Distance, near.InSentence, Folding.Current).Mark(text, marked);
                break;
            case Query.Pattern pattern when Counts(pattern.Field, field):
                new WildcardMatcher(pattern.Parts, pattern.Gap, Folding.Current).Mark(text, marked);
                break;
            case Query.Constant constant:
                Mark(constant.Clause, text, field, likeTerms, marked);
                break;
            case Query.Boost boost:
                Mark(boost.Clause, text, field, likeTerms, marked);
                break;
            case Query.Prefer prefer:
                Mark(prefer.Clause, text, field, likeTerms, marked);
                foreach (var clause in prefer.Preferred)
                    Mark(clause, text, field, likeTerms, marked);
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

    /// <summary>Whether a clause on a field says something of a text of another one; null is any.</summary>
    private static bool Counts(string? clause, string? field) => clause is null || field is null || clause == field;

    private static void Mark(IEnumerable<uint> terms, string text, bool[] marked)
    {
        var termSet = terms.ToHashSet();
        for (var i = 0; i < text.Length; i++)
        {
            var unit = Folding.Current.Fold(text[i]);
            if (termSet.Contains(BigramAnalyzer.Unigram(unit)))
                marked[i] = true;
            if (i + 1 < text.Length && termSet.Contains(BigramAnalyzer.Bigram(unit, Folding.Current.Fold(text[i + 1]))))
                marked[i] = marked[i + 1] = true;
        }
    }
}
