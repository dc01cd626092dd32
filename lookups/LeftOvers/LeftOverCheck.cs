using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>What a draft for one unit and year still has of the reports that it was made from.</summary>
/// <param name="filters">The passages among which sources are looked for.</param>
public sealed class LeftOverCheck(
    CollectionView view, UnitNameIndex names, string unit, int year, IReadOnlyList<Filter> filters, CancellationToken cancel)
{
    private const int MostSources = 3;
    private const int Candidates = 6;
    private const int ShortestRun = 8;

    private readonly OwnUnit _own = new(view, unit);

    /// <summary>From left to right, without overlap.</summary>
    public IReadOnlyList<LeftOver> Run(string draft)
    {
        var found = Names(draft).Concat(Titles(draft))
            .Concat(YearLeftOvers.Find(draft, year).Select(span => (span.Start, span.Length, Kind: LeftOverKind.Year)))
            .OrderBy(one => one.Start)
            .ThenByDescending(one => one.Length);
        var (left, end) = (new List<LeftOver>(), 0);
        var sources = new Dictionary<int, IReadOnlyList<LeftOverSource>>();
        var sentences = DraftSentences.Of(draft);
        foreach (var (start, length, kind) in found)
        {
            cancel.ThrowIfCancellationRequested();
            if (start < end)
                continue;
            end = start + length;
            left.Add(new LeftOver(start, length, kind, SourcesOf(start, length, kind)));
        }

        return left;

        IReadOnlyList<LeftOverSource> SourcesOf(int start, int length, LeftOverKind kind)
        {
            var sentence = sentences.Last(one => one.Start <= start);
            if (!sources.TryGetValue(sentence.Start, out var known))
                sources.Add(sentence.Start, known = Sources(draft.Substring(sentence.Start, sentence.Length)));
            return known.Count > 0 || kind is LeftOverKind.Year or LeftOverKind.Title ? known : Holders(draft.Substring(start, length));
        }
    }

    private IEnumerable<(int Start, int Length, LeftOverKind Kind)> Names(string draft)
    {
        for (var at = 0; at < draft.Length;)
        {
            if (names.At(draft, at) is { } name)
            {
                if (!_own.Knows(name))
                {
                    var isUnit = names.IsUnit(name) && PlaceNames.LevelOf(name) is null;
                    yield return (at, name.Length, isUnit ? LeftOverKind.Unit : LeftOverKind.Place);
                }

                at += name.Length;
            }
            else if (names.ShortAt(draft, at) is { } size)
            {
                if (!_own.Knows(draft.Substring(at, size)) && !_own.Knows(draft.Substring(at, 2)))
                    yield return (at, size, LeftOverKind.Unit);
                at += size;
            }
            else if (Peer(draft, at) is { } length)
            {
                if (!_own.Knows(draft.Substring(at, length)))
                    yield return (at, length, LeftOverKind.Place);
                at += length;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>A place of the unit's own level after punctuation or at a line's beginning: 望湖街道 in a report of 锦湖街道.</summary>
    private int? Peer(string draft, int at)
    {
        const int Stem = 2;
        if (_own.Level is not ("街道" or "镇" or "乡" or "县") || (at > 0 && char.IsLetterOrDigit(draft[at - 1])) || at + Stem >= draft.Length
            || string.CompareOrdinal(draft, at + Stem, _own.Level, 0, _own.Level.Length) != 0
            || !char.IsLetter(draft[at]) || !char.IsLetter(draft[at + 1]) || "各全本我乡城该此两几多".Contains(draft[at], StringComparison.Ordinal))
            return null;
        return Stem + _own.Level.Length;
    }

    private IEnumerable<(int Start, int Length, LeftOverKind Kind)> Titles(string draft)
    {
        string[] words = [.. OwnWords.ForeignTo(_own.County).Concat(OwnWords.ForeignTo(_own.Kind))
            .Where(word => !_own.Says(word))
            .Distinct(StringComparer.Ordinal)];
        for (var at = 0; at < draft.Length; at++)
            foreach (var word in words)
                if (OwnWords.IsAt(draft, at, word))
                    yield return (at, word.Length, LeftOverKind.Title);
    }

    /// <summary>Passages of others that have a good part of a sentence.</summary>
    private List<LeftOverSource> Sources(string sentence)
    {
        var letters = LetterText.Of(sentence).Letters;
        var found = new List<LeftOverSource>();
        foreach (var (report, passage) in Search(new Query.Text(sentence, TextMatch.Any, PassageSchema.Text), Candidates))
        {
            var runs = SharedRuns.Find(letters, LetterText.Of(view.Read(report, passage).Text).Letters, ShortestRun);
            if (runs.Count > 0)
                found.Add(new LeftOverSource(report, passage, runs.Sum(run => run.Length)));
        }

        return [.. found.OrderByDescending(source => source.Letters).ThenBy(source => source.Report).Take(MostSources)];
    }

    private List<LeftOverSource> Holders(string name) =>
        [.. Search(new Query.Text(name, TextMatch.Phrase), MostSources)
            .Select(place => new LeftOverSource(place.Report, place.Passage, 0))];

    private IEnumerable<(int Report, int Passage)> Search(Query query, int limit) =>
        view.Snapshot.Search(new SearchRequest { Query = query, Filters = filters, Limit = limit, ExactTotal = false }, cancel).Hits
            .Select(hit => view.Locate(hit.Document)).OfType<(int Report, int Passage)>()
            .Where(place => !UnitMatch.IsOf(view.Reports[place.Report], unit));
}
