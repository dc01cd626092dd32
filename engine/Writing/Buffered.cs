using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>Groups that are not on disk yet.</summary>
internal sealed class Buffered(IndexSchema schema)
{
    readonly SegmentBuilder _builder = new(schema);
    readonly List<DocumentGroup> _groups = [];
    readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    readonly HashSet<int> _dead = [];
    long _bytes;

    public bool IsEmpty => _groups.Count == 0;

    public int DocumentCount => _builder.DocumentCount;

    /// <summary>Roughly what this holds in memory.</summary>
    public long Bytes => _bytes + _builder.PostingsBytes;

    public string? GroupWith(string id) => _ids.TryGetValue(id, out var group) ? _groups[group].Key : null;

    public void Add(DocumentGroup group)
    {
        Delete(group.Key);
        _builder.Add(group);
        _keys[group.Key] = _groups.Count;
        foreach (var document in group.Documents)
        {
            _ids.Add(document.Id, _groups.Count);
            _bytes += 200 + document.Stored.Length + document.Texts.Sum(text => 2L * text?.Length ?? 0);
        }
        _bytes += 200 + group.Attachment.Length;
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

    public WorkingSegment Write(IStorage storage, long number)
    {
        var (name, facts) = _builder.Write(storage, number);
        var shared = new SharedSegment(new SegmentReader(storage, name, schema));
        var segment = new WorkingSegment(shared, SegmentState.Whole(name, facts));
        foreach (var group in _dead)
            segment.Delete(group);
        return segment;
    }
}
