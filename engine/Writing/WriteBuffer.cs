using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>
/// Groups that are not written yet. While it is being built into a segment groups may still be deleted from it, but none are added.
/// </summary>
internal sealed class WriteBuffer(IndexSchema schema)
{
    private const int Overhead = 200;

    private readonly List<DocumentGroup> _groups = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<int> _dead = [];

    public bool IsEmpty => _groups.Count == 0;

    public int DocumentCount { get; private set; }

    /// <summary>An estimate of the memory that the documents use.</summary>
    public long Bytes { get; private set; }

    public string? GroupContaining(string id) => _ids.TryGetValue(id, out var group) ? _groups[group].Key : null;

    public void Add(DocumentGroup group)
    {
        Delete(group.Key);
        _keys[group.Key] = _groups.Count;
        foreach (var document in group.Documents)
        {
            _ids.Add(document.Id, _groups.Count);
            Bytes += Overhead + document.Stored.Length;
            foreach (var text in document.Texts)
                Bytes += 2L * text?.Length ?? 0;
            foreach (var keyword in document.Keywords)
                Bytes += 2L * keyword?.Length ?? 0;
        }

        Bytes += Overhead + group.Attachment.Length;
        DocumentCount += group.Documents.Count;
        _groups.Add(group);
    }

    public void Delete(string key)
    {
        if (!_keys.Remove(key, out var group))
            return;
        _dead.Add(group);
        foreach (var document in _groups[group].Documents)
            _ids.Remove(document.Id);
    }

    /// <summary>Removes deleted groups, so that a segment has each key and id once. To be called before building.</summary>
    public void DropDeleted()
    {
        if (_dead.Count == 0)
            return;
        var kept = _groups.Where((_, group) => !_dead.Contains(group)).ToArray();
        _groups.Clear();
        _keys.Clear();
        _ids.Clear();
        _dead.Clear();
        (Bytes, DocumentCount) = (0, 0);
        foreach (var group in kept)
            Add(group);
    }

    /// <summary>Writes all groups as a segment. May run while other threads delete.</summary>
    public (SharedSegment Segment, SegmentState State) Build(IStorage storage, long number, PostingsBuilder postings, SharedTokens tokens)
    {
        var builder = new SegmentBuilder(schema, postings, tokens);
        foreach (var group in _groups)
            builder.Add(group);
        var (name, facts) = builder.Write(storage, number);
        return (new SharedSegment(new SegmentReader(storage, name, schema)), SegmentState.Whole(name, facts));
    }

    /// <summary>The built segment with all deletions so far.</summary>
    public WorkingSegment ToWorkingSegment((SharedSegment Segment, SegmentState State) built)
    {
        var segment = new WorkingSegment(built.Segment, built.State);
        foreach (var group in _dead)
            segment.Delete(group);
        return segment;
    }
}
