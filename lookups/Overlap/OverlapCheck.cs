using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>
/// What of a draft stands in the collection. Each sentence is judged by itself, so that a sentence's answer does not depend on the others:
/// the passages that resemble it most are compared with it letter by letter.
/// </summary>
/// <param name="filters">The reports that it is compared with.</param>
/// <param name="isOwn">Reports that are no source: the writer's own.</param>
/// <param name="least">How many independent reports make a set phrase.</param>
public sealed class OverlapCheck(
    CollectionView view,
    ReportOrigins origins,
    IReadOnlyList<Filter> filters,
    Func<CollectedReport, bool> isOwn,
    int least,
    CancellationToken cancel)
{
    /// <summary>So many letters in common by chance are rare, except in set phrases.</summary>
    private const int ShortestRun = 8;

    /// <summary>Shorter rests between set phrases are joints (和, 深入, 不断), not copied text.</summary>
    private const int ShortestRest = 6;

    /// <summary>A long sentence is searched for in parts of so many letters: a short copied part would drown in the whole.</summary>
    private const int PartLetters = 40;

    private const int CandidatesOfPart = 8;
    private const int MostSources = 5;
    private const double NearCopy = 0.6;

    private readonly SetPhrases _phrases = new(view, origins, least, cancel);

    public OverlapResult Run(string draft) =>
        new([.. DraftSentences.Of(draft).Select(place => Check(draft.Substring(place.Start, place.Length), place.Start))]);

    private OverlapSentence Check(string sentence, int offset)
    {
        cancel.ThrowIfCancellationRequested();
        var letters = LetterText.Of(sentence);
        if (letters.Length < ShortestRun)
            return new OverlapSentence(offset, sentence.Length, 0, 0, 0, [], []);
        var kinds = new OverlapKind[letters.Length];
        var sources = new List<OverlapSource>();
        foreach (var (report, passage) in Candidates(sentence, letters))
        {
            var source = LetterText.Of(view.Read(report, passage).Text);
            var runs = SharedRuns.Find(letters.Letters, source.Letters, ShortestRun);
            if (runs.Count == 0 && !MayBeNear(letters.Letters, source.Letters))
                continue;
            if (Source(letters, source, runs, report, passage, offset, kinds) is { } found)
                sources.Add(found);
        }

        MarkSetPhrases(sentence, letters, kinds);
        DropRests(kinds);
        var copied = kinds.Count(kind => kind == OverlapKind.Copied);
        return new OverlapSentence(
            offset,
            sentence.Length,
            copied,
            kinds.Count(kind => kind == OverlapKind.Own),
            kinds.Count(kind => kind == OverlapKind.SetPhrase),
            Spans(letters, kinds, offset),
            copied == 0 ? [] : [.. sources.OrderByDescending(source => source.Letters).ThenBy(source => source.Report).Take(MostSources)]);
    }

    private List<(int Report, int Passage)> Candidates(string sentence, LetterText letters)
    {
        var parts = Math.Max(1, letters.Length / PartLetters);
        var found = new List<(int, int)>();
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = (letters.Length * part / parts, letters.Length * (part + 1) / parts);
            var (start, length) = letters.SpanOf(from, to - from);
            var request = new SearchRequest
            {
                Query = new Query.Text(sentence.Substring(start, length), TextMatch.Any, PassageSchema.Text),
                Filters = filters,
                Limit = CandidatesOfPart,
                ExactTotal = false,
            };
            found.AddRange(view.Snapshot.Search(request, cancel).Hits
                .Select(hit => view.Locate(hit.Document)).OfType<(int Report, int Passage)>()
                .Where(place => !isOwn(view.Reports[place.Report])));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Marks what the passage has of the sentence; null where that is nothing.</summary>
    private static OverlapSource? Source(
        LetterText letters, LetterText source, List<LetterRun> runs, int report, int passage, int offset, OverlapKind[] kinds)
    {
        var changes = new List<OverlapChange>();
        if (runs.Sum(run => run.Length) < letters.Length && Near(letters, source, runs) is { } near)
        {
            runs = near;
            var (at, from) = (runs[0].Start, runs[0].Source);
            foreach (var run in runs)
            {
                if (run.Start > at || run.Source > from)
                    changes.Add(Change(letters, source, at, run.Start - at, from, run.Source - from, offset));
                for (var i = at; i < run.Start; i++)
                    if (kinds[i] == OverlapKind.Own)
                        kinds[i] = OverlapKind.Changed;
                (at, from) = (run.Start + run.Length, run.Source + run.Length);
            }
        }

        if (runs.Count == 0)
            return null;
        foreach (var run in runs)
            kinds.AsSpan(run.Start, run.Length).Fill(OverlapKind.Copied);
        var first = source.Offsets[runs.Min(run => run.Source)];
        var end = source.Offsets[runs.Max(run => run.Source + run.Length) - 1] + 1;
        return new OverlapSource(report, passage, first, end - first, runs.Sum(run => run.Length), changes);
    }

    /// <summary>The runs of a near copy; null where the sentence is none of this passage.</summary>
    private static List<LetterRun>? Near(LetterText letters, LetterText source, List<LetterRun> runs)
    {
        // The sentence lies around the longest run; without one, anywhere.
        var (from, to) = (0, source.Length);
        if (runs.Count > 0)
        {
            var longest = runs.MaxBy(run => run.Length);
            from = Math.Max(0, longest.Source - longest.Start - (letters.Length / 4));
            to = Math.Min(source.Length, longest.Source + (letters.Length - longest.Start) + (letters.Length / 4));
        }

        const int LongestCompared = 2_000;
        to = Math.Min(to, from + LongestCompared);
        var aligned = SharedRuns.Align(letters.Letters, source.Letters[from..to]);
        return aligned.Sum(run => run.Length) >= NearCopy * letters.Length
            ? [.. aligned.Select(run => run with { Source = run.Source + from })]
            : null;
    }

    private static OverlapChange Change(LetterText letters, LetterText source, int at, int count, int from, int sourceCount, int offset)
    {
        var (start, length) = count == 0 ? (letters.Offsets[at], 0) : letters.SpanOf(at, count);
        var (sourceStart, sourceLength) = sourceCount == 0 ? (source.Offsets[from], 0) : source.SpanOf(from, sourceCount);
        return new OverlapChange(offset + start, length, sourceStart, sourceLength);
    }

    /// <summary>Whether most of the sentence's runs of three letters stand in the passage.</summary>
    private static bool MayBeNear(string sentence, string source)
    {
        const int Size = 3;
        var shared = 0;
        for (var i = 0; i + Size <= sentence.Length; i++)
            shared += source.AsSpan().IndexOf(sentence.AsSpan(i, Size)) >= 0 ? 1 : 0;
        return shared * 2 >= sentence.Length - Size + 1;
    }

    private void MarkSetPhrases(string sentence, LetterText letters, OverlapKind[] kinds)
    {
        // Of what is not copied, whole clauses alone are asked about: one search each.
        bool[] asked = [.. kinds.Select(kind => kind == OverlapKind.Copied)];
        foreach (var (start, count) in Clauses(letters))
        {
            if (count < SetPhrases.Shortest || asked.AsSpan(start, count).Contains(true))
                continue;
            var (from, length) = letters.SpanOf(start, count);
            if (_phrases.IsSet(sentence.Substring(from, length)))
                kinds.AsSpan(start, count).Fill(OverlapKind.SetPhrase);
        }

        foreach (var (start, count) in _phrases.Find(sentence, letters, asked))
            kinds.AsSpan(start, count).Fill(OverlapKind.SetPhrase);
    }

    /// <summary>Letters between which no punctuation stands.</summary>
    private static IEnumerable<(int Start, int Count)> Clauses(LetterText letters)
    {
        for (var start = 0; start < letters.Length;)
        {
            var end = start + 1;
            while (end < letters.Length && letters.Offsets[end] == letters.Offsets[end - 1] + 1)
                end++;
            yield return (start, end - start);
            start = end;
        }
    }

    private static void DropRests(OverlapKind[] kinds)
    {
        for (var start = 0; start < kinds.Length;)
        {
            var end = start;
            while (end < kinds.Length && kinds[end] == kinds[start])
                end++;
            var isJoint = (start > 0 && kinds[start - 1] == OverlapKind.SetPhrase)
                || (end < kinds.Length && kinds[end] == OverlapKind.SetPhrase);
            if (kinds[start] == OverlapKind.Copied && end - start < ShortestRest && isJoint)
                kinds.AsSpan(start, end - start).Fill(OverlapKind.Joint);
            start = end;
        }
    }

    private static List<OverlapSpan> Spans(LetterText letters, OverlapKind[] kinds, int offset)
    {
        var spans = new List<OverlapSpan>();
        for (var start = 0; start < kinds.Length;)
        {
            var end = start;
            while (end < kinds.Length && kinds[end] == kinds[start])
                end++;
            var (from, length) = letters.SpanOf(start, end - start);
            spans.Add(new OverlapSpan(offset + from, length, kinds[start]));
            start = end;
        }

        return spans;
    }
}
