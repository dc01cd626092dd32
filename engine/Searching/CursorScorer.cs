using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Follows a cursor from match to match: any query.</summary>
internal sealed class CursorScorer(Cursor cursor, Wanted wanted, CancellationCheck cancellation) : SegmentScorer
{
    public override bool Next(Window window, double threshold)
    {
        var document = cursor.Document < 0 ? cursor.Next() : cursor.Document;
        if (document == Cursor.End)
            return false;
        window.MoveTo(document);
        for (; document < window.End; document = cursor.Next())
        {
            cancellation.Step();
            if (!wanted.IsRelevant(document))
                continue;
            window.Match(document);
            if (wanted.IsHit(document))
                window.Score(document, cursor.Score());
        }

        return true;
    }
}
