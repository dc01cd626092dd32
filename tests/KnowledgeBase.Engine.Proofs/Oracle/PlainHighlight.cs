namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>The characters of a text that a query finds there, marked one by one.</summary>
internal sealed class PlainHighlight(PlainScorer scorer)
{
    public IReadOnlyList<TextSpan> Spans(Query query, string text, string? field)
    {
        var marked = new bool[text.Length];
        Mark(query, text, field, marked);
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

    private void Mark(Query query, string text, string? field, bool[] marked)
    {
        switch (query)
        {
            case Query.And and:
                foreach (var clause in and.Clauses)
                    Mark(clause, text, field, marked);
                break;
            case Query.AtLeast atLeast:
                foreach (var (clause, _) in atLeast.Clauses)
                    Mark(clause, text, field, marked);
                break;
            case Query.Or or:
                foreach (var clause in or.Clauses)
                    Mark(clause, text, field, marked);
                break;
            case Query.Text wanted when wanted.Field is null || field is null || wanted.Field == field:
                var folded = PlainText.Folded(wanted.Value);
                if (wanted.Match == TextMatch.Exact)
                    Mark(text, wanted.Value, marked);
                else if (wanted.Match == TextMatch.Phrase)
                    Mark(PlainText.Folded(text), folded, marked);
                else
                    foreach (var term in PlainText.Terms(folded))
                        Mark(PlainText.Folded(text), term, marked);
                break;
            case Query.Constant constant:
                Mark(constant.Clause, text, field, marked);
                break;
            case Query.Boost boost:
                Mark(boost.Clause, text, field, marked);
                break;
            case Query.Prefer prefer:
                foreach (var clause in prefer.Preferred.Prepend(prefer.Clause))
                    Mark(clause, text, field, marked);
                break;
            case Query.Ranked ranked when ranked.Field is null || field is null || ranked.Field == field:
                foreach (var term in PlainText.Terms(PlainText.Folded(ranked.Value)))
                    Mark(PlainText.Folded(text), term, marked);
                break;
            case Query.Near near when near.Field is null || field is null || near.Field == field:
                foreach (var (start, length) in PlainPatterns.FirstSpans(text, near))
                    marked.AsSpan(start, length).Fill(true);
                break;
            case Query.Pattern pattern when pattern.Field is null || field is null || pattern.Field == field:
                foreach (var spans in PlainPatterns.PatternSpans(text, pattern).GroupBy(span => span.End))
                    marked.AsSpan(spans.Max(span => span.Start)..spans.Key).Fill(true);
                break;
            case Query.Like like:
                foreach (var term in scorer.LikeTerms(like))
                    Mark(PlainText.Folded(text), term, marked);
                break;
        }
    }

    private static void Mark(string text, string part, bool[] marked)
    {
        if (part.Length == 0)
            return;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            marked.AsSpan(at, part.Length).Fill(true);
    }
}
