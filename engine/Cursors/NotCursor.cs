namespace KnowledgeBase.Engine.Cursors;

/// <summary>The documents below a count that another cursor does not visit, without a score.</summary>
internal sealed class NotCursor(Cursor excluded, int count, CancellationCheck cancellation) : Cursor
{
    public override long Cost => count;

    public override int Advance(int target)
    {
        // Ends because the target grows with each round.
        while (target < count)
        {
            if (excluded.Document < target)
                excluded.Advance(target);
            if (excluded.Document != target)
                return Document = target;
            target++;
            cancellation.Step();
        }

        return Document = End;
    }

    public override double Score() => 0;
}
