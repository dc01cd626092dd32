namespace KnowledgeBase.Engine.Cursors;

/// <summary>Every document below a count, without a score; none for a count of 0.</summary>
internal sealed class AllCursor(int count) : Cursor
{
    public override long Cost => count;

    public override int Advance(int target) => Document = target < count ? target : End;

    public override double Score() => 0;
}
