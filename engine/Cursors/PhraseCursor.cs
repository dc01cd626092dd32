using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>Those documents of another cursor in which one of some fields holds a text, which the stored text decides. The score is the other cursor's.</summary>
internal sealed class PhraseCursor(Cursor candidates, SegmentReader segment, Needle needle, int[] fields, Patience patience) : Cursor
{
    public override long Cost => candidates.Cost;

    public override int Advance(int target)
    {
        var document = candidates.Document < target ? candidates.Advance(target) : candidates.Document;
        while (document != End && !Holds(document))
        {
            patience.Step();
            document = candidates.Next();
        }
        return Document = document;
    }

    public override double Score() => candidates.Score();

    bool Holds(int document)
    {
        foreach (var field in fields)
            if (segment.TryText(document, field, out var text) && needle.IndexIn(text) >= 0)
                return true;
        return false;
    }
}
