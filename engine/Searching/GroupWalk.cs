using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>The groups of ascending documents.</summary>
internal sealed class GroupWalk(SegmentReader segment)
{
    int _group = -1;
    int _end;
    int _lastHit = -1;

    public int GroupOf(int document)
    {
        if (document >= _end)
        {
            _group = segment.GroupOf(document);
            _end = segment.GroupStart(_group + 1);
        }
        return _group;
    }

    /// <summary>True the first time that it is asked for the group at hand.</summary>
    public bool IsNewHit()
    {
        if (_lastHit == _group)
            return false;
        _lastHit = _group;
        return true;
    }
}
