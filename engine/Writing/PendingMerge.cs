using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Merging;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>A merge that may run while groups are deleted from its sources; these deletions are applied to the result at the end.</summary>
internal sealed class PendingMerge
{
    private readonly IndexSchema _schema;
    private readonly SegmentState[] _states;
    private SegmentMerger? _merger;
    private WorkingSegment? _merged;

    /// <param name="sources">Adjacent segments of the writer.</param>
    public PendingMerge(IndexSchema schema, List<WorkingSegment> sources, long number)
    {
        (_schema, Sources, Number) = (schema, sources, number);
        // A state does not change once it has been read.
        _states = [.. sources.Select(source => source.State)];
    }

    public IReadOnlyList<WorkingSegment> Sources { get; }

    public long Number { get; }

    public void Write(IStorage storage, CancellationToken cancel)
    {
        _merger = new SegmentMerger(_schema, Sources.Zip(_states, (source, state) => (source.Reader, state.DeadGroups)), cancel);
        var (name, facts) = _merger.Write(storage, Number);
        _merged = new WorkingSegment(new SharedSegment(new SegmentReader(storage, name, _schema)), SegmentState.Whole(name, facts));
    }

    /// <summary>The result, without what was deleted from the sources meanwhile.</summary>
    public WorkingSegment ApplyDeletions()
    {
        for (var s = 0; s < Sources.Count; s++)
        {
            var now = Sources[s].State.DeadGroups;
            for (var group = now?.NextSet(0) ?? int.MaxValue; group != int.MaxValue; group = now!.NextSet(group + 1))
                if (_merger!.GroupAt(s, group) is var merged and >= 0)
                    _merged!.Delete(merged);
        }

        return _merged!;
    }
}
