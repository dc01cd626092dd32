using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>Checks the stored text: whether one of some fields of a document contains a phrase or another pattern.</summary>
/// <param name="segment">The segment of the documents.</param>
/// <param name="pattern">What must occur.</param>
/// <param name="fields">The fields that are read.</param>
/// <param name="damaged">Called for a document whose text is damaged, which then does not match; null refuses.</param>
internal sealed class PhraseVerifier(SegmentReader segment, ITextPattern pattern, int[] fields, Action<IndexDamagedException>? damaged)
{
    public bool Matches(int document)
    {
        try
        {
            return HasPhrase(document);
        }
        catch (IndexDamagedException e) when (damaged is not null)
        {
            damaged(e);
            return false;
        }
    }

    private bool HasPhrase(int document)
    {
        foreach (var field in fields)
            if (segment.TryText(document, field, out var text) && pattern.OccursIn(text))
                return true;
        return false;
    }
}
