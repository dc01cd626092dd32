using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.KeyIndexes;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Writing;

/// <summary>A segment in the state of the writer, with deletions that are not committed yet.</summary>
internal sealed class WorkingSegment(SharedSegment shared, SegmentState state)
{
    private bool _ownsBitSets;

    public SharedSegment Shared => shared;

    public SegmentReader Reader => shared.Reader;

    /// <summary>An immutable copy for a commit: a later deletion copies the bit sets first.</summary>
    public SegmentState State
    {
        get
        {
            _ownsBitSets = false;
            return state;
        }
    }

    public int LiveDocuments => state.LiveDocuments;

    public int LiveGroups => state.Groups - (state.DeadGroups?.Count() ?? 0);

    public bool IsEmpty => LiveGroups == 0;

    /// <summary>The live group of a key, or null.</summary>
    /// <param name="hash">The <see cref="KeyHash"/> of the key.</param>
    public int? FindGroup(ReadOnlySpan<byte> key, uint hash) =>
        Reader.FindGroup(key, hash, state.DeadGroups);

    /// <summary>The key of the live group that has a document with this id, or null.</summary>
    /// <param name="hash">The <see cref="KeyHash"/> of the id.</param>
    public string? GroupContaining(ReadOnlySpan<byte> id, uint hash) =>
        Reader.FindDocument(id, hash, state.DeadDocuments) is { } document ? Reader.GroupKey(Reader.GroupOf(document)) : null;

    /// <summary>Deletes a live group.</summary>
    public void Delete(int group)
    {
        if (!_ownsBitSets)
        {
            state = state with
            {
                DeadDocuments = state.DeadDocuments?.Copy() ?? new BitSet(state.Documents),
                DeadGroups = state.DeadGroups?.Copy() ?? new BitSet(state.Groups),
                Live = state.Live.Copy(),
            };
            _ownsBitSets = true;
        }

        state.DeadGroups!.Set(group);
        var (first, end) = (Reader.GroupStart(group), Reader.GroupStart(group + 1));
        for (var document = first; document < end; document++)
        {
            state.DeadDocuments!.Set(document);
            for (var f = 0; f < state.Live.Lengths.Length; f++)
                state.Live.Remove(f, Reader.Lengths.Of(f, document));
        }

        state = state with { LiveDocuments = state.LiveDocuments - (end - first) };
    }
}
