using System.Buffers;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Similarity;

/// <summary>
/// How other units said the same thing. Candidates come from the index by the characters of heading, text and other wordings; each is then
/// compared word by word, heading with heading first. docs/lookups.md has the figures behind the constants.
/// </summary>
public sealed class SimilarPassages
{
    /// <summary>Characters of a text that say what it is about; what follows are examples.</summary>
    private const int Lead = 60;

    private const int Candidates = 160;
    private const int CandidatesElsewhere = 40;
    private const int OthersOfWord = 4;

    /// <summary>A word that fewer passages hold is no rarer than this: names and numbers would decide otherwise.</summary>
    private const int LeastFrequency = 5;

    /// <summary>A word that a larger share of all passages holds says little.</summary>
    private const double CommonShare = 0.12;
    private const double CommonWeight = 0.4;

    private const double TextWeight = 0.35;

    /// <summary>A word of the heading that the other passage has only in its text.</summary>
    private const double BelowHeading = 0.6;

    private const double HeadingPairs = 0.35;

    /// <summary>A longer text says many things: that it says a word means less.</summary>
    private const int LongText = 100;

    /// <summary>The headings of so many nearest passages are taken for other wordings of what is asked for.</summary>
    private const int Nearest = 3;
    private const double NearestWeight = 0.3;

    private const int ShortestHeading = 4;

    /// <summary>What headings that the problem ledger counts as one are nearer than their words say.</summary>
    private const double SameProblem = 0.5;

    /// <summary>Below it, what two passages share is the way of speaking.</summary>
    private const double LeastSimilarity = 0.15;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？；：:;\n");

    private readonly Lazy<Wordings> _wordings = new(() => new Wordings(new Segmenter(WordTable.Instance), Synonyms.Instance));
    private readonly WordFrequencies _frequencies = new();

    /// <summary>Similar passages, best first; those of the wanted section before all others.</summary>
    /// <param name="fold">Whether copies are one answer.</param>
    public IReadOnlyList<SimilarPassage> Find(Snapshot snapshot, SimilarQuery query, bool fold, CancellationToken cancel = default)
    {
        var (heading, lead) = Parts(query);
        List<(string Text, double Weight)> texts = [(heading, 1), (lead, TextWeight)];
        var words = Words(snapshot, query.Section, texts, cancel);
        if (words.Count == 0)
            return [];

        var problem = ProblemKeys.Of(heading);
        var own = query.ReportId is { } report ? snapshot.DocumentsOf(ReportRecord.KeyOf(report)).ToHashSet() : [];
        var candidates = new Dictionary<int, Candidate>();
        AddCandidates([heading, heading, lead, .. Others(words)]);
        if (heading.Length >= ShortestHeading)
            Add(new Query.Text(heading, TextMatch.Phrase), query.Filters, CandidatesElsewhere);

        // What the nearest ones say in their headings is said again in other words by the next ones.
        var nearest = Ranked().Select(one => one.Candidate.Passage.Heading).OfType<string>()
            .Where(other => other != heading).Distinct(StringComparer.Ordinal).Take(Nearest).ToList();
        if (nearest.Count > 0)
        {
            AddCandidates(nearest);
            words = Words(snapshot, query.Section, [.. texts, .. nearest.Select(other => (other, NearestWeight))], cancel);
        }

        return [.. Ranked()
            .Where(one => one.Similarity >= LeastSimilarity)
            .Select(one => new SimilarPassage(one.Candidate.Hit with { Score = (float)one.Similarity }, one.Marks))];

        List<(Candidate Candidate, double Similarity, IReadOnlyList<string> Marks)> Ranked()
        {
            var total = words.Where(word => word.IsAsked).Sum(word => word.Weight);
            return [.. candidates.Values
                .Select(candidate => (Candidate: candidate, Compared: Compare(candidate, heading, problem, words, total)))
                .OrderByDescending(one => query.Section is null || one.Candidate.Passage.Section == query.Section)
                .ThenByDescending(one => one.Compared.Similarity)
                .ThenBy(one => one.Candidate.Hit.Document)
                .Select(one => (one.Candidate, one.Compared.Similarity, one.Compared.Marks))];
        }

        void AddCandidates(IEnumerable<string> texts)
        {
            var ranked = new Query.Ranked(string.Join(' ', texts));
            if (query.Section is { } section)
            {
                Add(ranked, [.. query.Filters, new Filter.Keyword(PassageSchema.Section, [section])], Candidates);
                Add(ranked, query.Filters, CandidatesElsewhere);
            }
            else
            {
                Add(ranked, query.Filters, Candidates);
            }
        }

        void Add(Query asked, IReadOnlyList<Filter> filters, int limit)
        {
            var request = new SearchRequest
            {
                Query = asked,
                Filters = filters,
                Limit = limit,
                ExactTotal = false,
                FoldOn = fold ? PassageSchema.Text : null,
            };
            foreach (var hit in snapshot.Search(request, cancel).Hits)
            {
                if (!own.Contains(hit.Document) && !(query.Document is { } self && hit.Folded?.Contains(self) is true)
                    && !candidates.ContainsKey(hit.Document))
                    candidates.Add(hit.Document, new Candidate(hit, PassageDocument.Read(snapshot, hit.Document)));
            }
        }
    }

    private static IEnumerable<string> Others(List<WeightedWord> words) =>
        words.Where(word => word.IsOfHeading).SelectMany(word => word.Word.Others.Take(OthersOfWord));

    private static (string Heading, string Lead) Parts(SimilarQuery query)
    {
        const int LongestHeading = 24;
        var text = query.Text.Trim();
        var heading = query.Heading ?? "";
        var at = heading.Length > 0 ? text.IndexOf(heading, StringComparison.Ordinal) : -1;
        if (at is >= 0 and < 12)
        {
            text = text[(at + heading.Length)..];
        }
        else if (heading.Length == 0)
        {
            var end = text.AsSpan().IndexOfAny(SentenceEnds);
            heading = end is > 0 and <= LongestHeading ? text[..end] : text.Length <= LongestHeading ? text : "";
            text = text[heading.Length..];
        }

        text = text.TrimStart('。', '：', '，', ' ', '\n', '　');
        return (heading, text.Length > Lead ? text[..Lead] : text);
    }

    /// <param name="texts">What is asked for, each with what its words weigh; a word counts where it stands first.</param>
    private List<WeightedWord> Words(
        Snapshot snapshot, string? section, IReadOnlyList<(string Text, double Weight)> texts, CancellationToken cancel)
    {
        var words = new List<WeightedWord>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var passages = _frequencies.Of(snapshot, section, "", cancel);
        foreach (var (text, factor) in texts)
        {
            foreach (var word in text.Length == 0 ? [] : _wordings.Value.Words(text))
            {
                if (word.Text.Length < 2 || !known.Add(word.Text))
                    continue;
                var weight = Weight(_frequencies.Of(snapshot, section, word.Text, cancel), passages);
                words.Add(new WeightedWord(word, factor * weight, factor >= 1, factor >= TextWeight));
            }
        }

        return words;
    }

    private static double Weight(long frequency, long passages)
    {
        var weight = Math.Log2(1 + (passages / (double)Math.Max(LeastFrequency, frequency)));
        return frequency > passages * CommonShare ? weight * CommonWeight : weight;
    }

    /// <summary>The share of the words' weight that a passage says, and how alike the headings are.</summary>
    private static (double Similarity, IReadOnlyList<string> Marks) Compare(
        Candidate candidate, string heading, string? problem, List<WeightedWord> words, double total)
    {
        var passage = candidate.Passage;
        var marks = new List<string>();
        var said = 0.0;
        var inLongText = Math.Min(1, Math.Sqrt(LongText / (double)passage.Text.Length));
        foreach (var word in words)
        {
            var inHeading = passage.Heading is { } other ? word.In(other) : null;
            var found = inHeading ?? word.In(passage.Text);
            if (found is not var (wording, match))
                continue;
            var place = inHeading is not null ? 1 : word.IsOfHeading ? BelowHeading * inLongText : inLongText;
            said += word.Weight * match * place;
            marks.Add(wording);
        }

        var share = Math.Min(1, said / total);
        if (heading.Length == 0 || passage.Heading is null)
            return (share, marks);
        var similarity = ((1 - HeadingPairs) * share) + (HeadingPairs * SharedPairs(heading, passage.Heading));
        return (problem is not null && candidate.Problem == problem ? similarity + ((1 - similarity) * SameProblem) : similarity, marks);
    }

    /// <summary>Twice the pairs of characters that both have, by the pairs of both.</summary>
    private static double SharedPairs(string left, string right)
    {
        if (left.Length < 2 || right.Length < 2)
            return left == right ? 1 : 0;
        var pairs = new HashSet<(char, char)>();
        for (var i = 1; i < left.Length; i++)
            pairs.Add((left[i - 1], left[i]));
        var shared = 0;
        for (var i = 1; i < right.Length; i++)
            shared += pairs.Contains((right[i - 1], right[i])) ? 1 : 0;
        return Math.Min(1, 2.0 * shared / (left.Length + right.Length - 2));
    }

    private sealed record Candidate(Hit Hit, PassageDocument Passage)
    {
        public string? Problem { get; } = Passage.Heading is { } heading ? ProblemKeys.Of(heading) : null;
    }
}
