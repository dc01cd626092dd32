using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Where a query matches in a text.</summary>
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
                    Mark(new Needle(part.Value, part.Match == TextMatch.Exact), text, marked);
                else
                    Mark(Grams.OfQuery(part.Value), text, marked);
                break;
            case Query.Like like:
                Mark(likeTerms(like), text, marked);
                break;
            case Query.And and:
                foreach (var clause in and.Clauses)
                    Mark(clause, text, field, likeTerms, marked);
                break;
            case Query.Or or:
                foreach (var clause in or.Clauses)
                    Mark(clause, text, field, likeTerms, marked);
                break;
        }
    }

    private static void Mark(Needle needle, string text, bool[] marked)
    {
        var end = 0;
        for (var at = needle.IndexIn(text); at >= 0; at = needle.IndexIn(text, at + 1))
        {
            // Occurrences may overlap; each unit is marked once.
            for (var i = Math.Max(at, end); i < at + needle.Length; i++)
                marked[i] = true;
            end = at + needle.Length;
        }
    }

    private static void Mark(IEnumerable<uint> terms, string text, bool[] marked)
    {
        var wanted = terms.ToHashSet();
        for (var i = 0; i < text.Length; i++)
        {
            var unit = Folding.Fold(text[i]);
            if (wanted.Contains(Grams.Single(unit)))
                marked[i] = true;
            if (i + 1 < text.Length && wanted.Contains(Grams.Pair(unit, Folding.Fold(text[i + 1]))))
                marked[i] = marked[i + 1] = true;
        }
    }
}
