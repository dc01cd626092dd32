using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>Whether one of some fields of a document holds a text: the stored text decides.</summary>
internal sealed class PhraseTest(SegmentReader segment, Needle needle, int[] fields)
{
    public bool Holds(int document)
    {
        foreach (var field in fields)
            if (segment.TryText(document, field, out var text) && needle.IndexIn(text) >= 0)
                return true;
        return false;
    }
}
