using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Writing;

/// <summary>A segment as the writer sees it, with deletions that no commit has yet.</summary>
internal sealed class WorkingSegment(SharedSegment shared, SegmentState state)
{
    private bool _owned;

    public SharedSegment Shared => shared;

    public SegmentReader Reader => shared.Reader;

    /// <summary>To be put into a commit; it does not change afterwards.</summary>
    public SegmentState State
    {
        get
        {
            _owned = false;
            return state;
        }
    }

    public int LiveDocuments => state.LiveDocuments;

    public bool IsEmpty => state.Groups == (state.DeadGroups?.Count() ?? 0);

    /// <summary>The live group of a key, or null.</summary>
    public int? FindGroup(ReadOnlySpan<byte> key) =>
        Reader.FindGroup(key, state.DeadGroups);

    /// <summary>The key of the live group that holds a document of this id, or null.</summary>
    public string? GroupWith(ReadOnlySpan<byte> id) =>
        Reader.FindDocument(id, state.DeadDocuments) is { } document ? Reader.GroupKey(Reader.GroupOf(document)) : null;

    /// <summary>Deletes a live group.</summary>
    public void Delete(int group)
    {
        if (!_owned)
        {
            state = state with
            {
                DeadDocuments = state.DeadDocuments?.Copy() ?? new Bits(state.Documents),
                DeadGroups = state.DeadGroups?.Copy() ?? new Bits(state.Groups),
                Live = state.Live.Copy(),
            };
            _owned = true;
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
