namespace KnowledgeBase.Engine.Cursors;

/// <summary>Another cursor's documents with its scores multiplied.</summary>
internal sealed class BoostCursor(Cursor boosted, double factor) : Cursor
{
    public override long Cost => boosted.Cost;

    public override int Advance(int target) => Document = boosted.Document < target ? boosted.Advance(target) : boosted.Document;

    public override double Score() => boosted.Score() * factor;
}
