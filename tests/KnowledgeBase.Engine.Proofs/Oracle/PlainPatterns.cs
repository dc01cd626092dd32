namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>Texts near each other and with gaps between them, found by trying every place.</summary>
internal static class PlainPatterns
{
    public static bool Near(string text, Query.Near near) => NearSpans(text, near).Any();

    public static bool Pattern(string text, Query.Pattern pattern) => PatternSpans(text, pattern).Any();

    /// <summary>The occurrences that are near enough, each choice of them tried.</summary>
    public static IEnumerable<(int Start, int Length)[]> NearSpans(string text, Query.Near near)
    {
        var choices = new List<(int Start, int Length)[]> { Array.Empty<(int, int)>() };
        foreach (var wanted in near.Texts)
        {
            var places = Places(text, wanted).ToList();
            choices = [.. choices.SelectMany(choice => places.Select(place => ((int, int)[])[.. choice, (place, wanted.Length)]))];
        }

        foreach (var choice in choices.Where(choice => choice.Length > 0))
        {
            var start = choice.Min(one => one.Start);
            var end = choice.Max(one => one.Start + one.Length);
            var between = end - start - choice.Sum(one => one.Length);
            if ((near.Distance is not { } most || between <= most) && !(near.InSentence && text[start..end].Any(IsSentenceEnd)))
                yield return choice;
        }
    }

    /// <summary>What is marked: from each place that may be the first, the next occurrence of each text.</summary>
    public static IEnumerable<(int Start, int Length)> FirstSpans(string text, Query.Near near) => NearSpans(text, near)
        .GroupBy(choice => choice.Min(one => one.Start))
        .SelectMany(
            choices => Enumerable.Range(0, near.Texts.Count).Select(i => (choices.Min(choice => choice[i].Start), near.Texts[i].Length)));

    /// <summary>From where to where all parts follow each other, each choice of their places tried.</summary>
    public static IEnumerable<(int Start, int End)> PatternSpans(string text, Query.Pattern pattern)
    {
        var parts = pattern.Parts.Where(part => part.Length > 0).ToList();
        if (parts.Count == 0)
            yield break;
        var spans = Places(text, parts[0]).Select(place => (Start: place, End: place + parts[0].Length)).ToList();
        foreach (var part in parts.Skip(1))
        {
            var places = Places(text, part).ToList();
            spans = [.. spans.SelectMany(span => places
                .Where(place => place >= span.End && place - span.End <= pattern.Gap && !text[span.End..place].Any(IsSentenceEnd))
                .Select(place => (span.Start, place + part.Length)))];
        }

        foreach (var span in spans.Distinct())
            yield return span;
    }

    private static IEnumerable<int> Places(string text, string wanted)
    {
        var (folded, part) = (PlainText.Folded(text), PlainText.Folded(wanted));
        for (var at = 0; part.Length > 0 && at + part.Length <= folded.Length; at++)
            if (string.CompareOrdinal(folded, at, part, 0, part.Length) == 0)
                yield return at;
    }

    private static bool IsSentenceEnd(char c) => "。！？!?｡\n\r".Contains(c, StringComparison.Ordinal);
}
