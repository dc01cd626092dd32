using System.Collections.Concurrent;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.NearDuplicates;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Scoring;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>A segment as a part of a commit.</summary>
/// <param name="First">The number of its first document in the snapshot.</param>
/// <param name="ImpactScale">
/// The greatest ratio of a field's average length in the index to that in the segment, at least 1: see <see cref="PostingsFormat"/>.
/// </param>
internal sealed record SegmentView(SharedSegment Shared, SegmentState State, int First, float ImpactScale)
{
    internal readonly FieldWeights?[] Weights = new FieldWeights?[Shared.Reader.FieldFrequencies.Fields + 1];

    public SegmentReader Reader => Shared.Reader;

    public bool IsDead(int document) => State.DeadDocuments is { } dead && dead[document];

    public bool IsDeadGroup(int group) => State.DeadGroups is { } dead && dead[group];
}

/// <summary>The open segments of a commit, with statistics over all of them.</summary>
internal sealed class IndexView
{
    private const int MaxCached = 65_536;

    private readonly ConcurrentDictionary<uint, int> _documentFrequencies = [];
    private readonly ConcurrentDictionary<int, Lazy<DuplicateGroups>> _duplicates = [];

    public IndexView(Commit commit, IReadOnlyList<SharedSegment> segments)
    {
        Commit = commit;
        var views = new SegmentView[segments.Count];
        var totals = new FieldStatistics(commit.Schema.Texts.Count);
        var first = 0;
        for (var i = 0; i < views.Length; i++)
        {
            totals.Add(commit.Segments[i].Live);
            LiveDocuments += commit.Segments[i].LiveDocuments;
        }

        Averages = totals.Averages();
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = new SegmentView(segments[i], commit.Segments[i], first, ImpactScale(segments[i].Reader));
            first = checked(first + commit.Segments[i].Documents);
        }

        Segments = views;
    }

    public Commit Commit { get; }

    public IndexSchema Schema => Commit.Schema;

    public IReadOnlyList<SegmentView> Segments { get; }

    /// <summary>N of <see cref="Bm25"/>.</summary>
    public int LiveDocuments { get; }

    /// <summary>avglen of <see cref="Bm25"/>.</summary>
    public float[] Averages { get; }

    /// <summary>df of <see cref="Bm25"/>. Exact; cached because with deletions it needs a pass over the postings.</summary>
    /// <param name="damaged">Called for a segment that cannot be read, which is then not counted; null refuses.</param>
    public int DocumentFrequency(uint term, Action<IndexDamagedException>? damaged)
    {
        if (_documentFrequencies.TryGetValue(term, out var known))
            return known;
        var count = 0;
        foreach (var segment in Segments)
        {
            try
            {
                if (segment.Reader.Postings(term) is { } postings)
                    count += segment.State.DeadDocuments is { } dead ? CountLive(postings, dead) : postings.Count;
            }
            catch (IndexDamagedException e) when (damaged is not null)
            {
                damaged(e);
            }
        }

        if (_documentFrequencies.Count < MaxCached)
            _documentFrequencies.TryAdd(term, count);
        return count;
    }

    /// <summary>The near-duplicates by a text field, computed when first needed.</summary>
    public DuplicateGroups Duplicates(int field) => LazyDuplicates(field).Value;

    public Lazy<DuplicateGroups> LazyDuplicates(int field) => _duplicates.GetOrAdd(
        field, static (field, view) =>
            new(() => new DuplicateGroups([.. view.Segments.Select(one => (one.Reader, one.First))], field)), this);

    public float Idf(uint term, Action<IndexDamagedException>? damaged) => Bm25.Idf(LiveDocuments, DocumentFrequency(term, damaged));

    /// <summary>The segment of a document.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such document.</exception>
    public SegmentView SegmentOf(int document)
    {
        foreach (var segment in Segments)
            if (document >= segment.First && document - segment.First < segment.State.Documents)
                return segment;
        throw new ArgumentOutOfRangeException(nameof(document), document, "no document of this snapshot has this number.");
    }

    /// <summary>The weights for postings of a segment, created on first use; two threads may create equal ones.</summary>
    public FieldWeights Weights(SegmentView segment, int? field) =>
        segment.Weights[field + 1 ?? 0] ??= new FieldWeights(segment.Reader.FieldFrequencies, Schema.Texts, Averages, field);

    private float ImpactScale(SegmentReader segment)
    {
        var own = segment.Info.Fields.Averages();
        float scale = 1;
        for (var f = 0; f < own.Length; f++)
            if (own[f] > 0)
                scale = Math.Max(scale, Averages[f] / own[f]);
        return scale;
    }

    private static int CountLive(PostingsReader postings, BitSet dead)
    {
        Span<uint> documents = stackalloc uint[PostingsFormat.Block];
        var live = 0;
        for (var block = 0; block < postings.BlockCount; block++)
            foreach (var document in documents[..postings.ReadDocuments(block, documents)])
                live += dead[(int)document] ? 0 : 1;
        return live;
    }
}
