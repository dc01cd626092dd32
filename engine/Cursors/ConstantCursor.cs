namespace KnowledgeBase.Engine.Cursors;

/// <summary>Another cursor's documents, each with the same score.</summary>
internal sealed class ConstantCursor(Cursor matching, double score) : Cursor
{
    public override long Cost => matching.Cost;

    public override int Advance(int target) => Document = matching.Document < target ? matching.Advance(target) : matching.Document;

    public override double Score() => score;
}
