using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>What so many reports say independently of each other that repeating it is no copying. For one draft; not thread-safe.</summary>
/// <param name="least">How many independent reports make a set phrase.</param>
internal sealed class SetPhrases(CollectionView view, ReportOrigins origins, int least, CancellationToken cancel)
{
    /// <summary>Shorter than this are words, not phrases.</summary>
    public const int Shortest = 6;

    /// <summary>Reports that are looked at; among so many, some are independent.</summary>
    private const int MostReports = 60;

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// The set phrases within letters of a sentence, from left to right: where a phrase begins, the longest one is taken.
    /// </summary>
    /// <param name="sentence">The sentence's text.</param>
    /// <param name="letters">Its letters.</param>
    /// <param name="isAsked">Of each letter, whether a phrase may hold it.</param>
    public List<(int Start, int Length)> Find(string sentence, LetterText letters, bool[] isAsked)
    {
        var found = new List<(int, int)>();
        for (var at = 0; at + Shortest <= letters.Length;)
        {
            var end = at;
            while (end < letters.Length && isAsked[end])
                end++;
            if (end - at < Shortest || !IsSet(at, Shortest))
            {
                at += end == at ? 1 : end - at < Shortest ? end - at : 1;
                continue;
            }

            // What begins a set phrase is one as well, so the longest is found by halving.
            int low = Shortest, high = end - at;
            if (IsSet(at, high))
                low = high;
            while (low < high - 1)
            {
                var middle = (low + high) / 2;
                (low, high) = IsSet(at, middle) ? (middle, high) : (low, middle);
            }

            found.Add((at, low));
            at += low;
        }

        return found;

        bool IsSet(int start, int count)
        {
            var (offset, length) = letters.SpanOf(start, count);
            return this.IsSet(sentence.Substring(offset, length));
        }
    }

    public bool IsSet(string phrase)
    {
        if (!_known.TryGetValue(phrase, out var known))
            _known.Add(phrase, known = Ask(phrase));
        return known;
    }

    /// <summary>Looks at reports until there are enough independent ones: most set phrases stand in many.</summary>
    private bool Ask(string phrase)
    {
        var found = new IndependentReports(view, origins);
        var (looked, last) = (0, -1);
        view.Snapshot.Visit(
            new Query.Text(phrase, TextMatch.Phrase, PassageSchema.Text),
            [],
            document =>
            {
                // Documents of a report follow each other.
                if (view.Locate(document) is not var (report, _) || report == last)
                    return true;
                last = report;
                found.Add(report);
                return found.Count < least && ++looked < MostReports;
            },
            cancel);
        return found.Count >= least;
    }
}
