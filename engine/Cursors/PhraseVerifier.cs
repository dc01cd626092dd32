using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>Checks the stored text: whether one of some fields of a document contains a phrase or another pattern.</summary>
internal sealed class PhraseVerifier(SegmentReader segment, ITextPattern pattern, int[] fields)
{
    public bool Matches(int document)
    {
        foreach (var field in fields)
            if (segment.TryText(document, field, out var text) && pattern.OccursIn(text))
                return true;
        return false;
    }
}
