using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>The members of a set, without a score.</summary>
internal sealed class BitSetCursor(BitSet members) : Cursor
{
    public override long Cost => members.Length;

    public override int Advance(int target) => Document = members.NextSet(target);

    public override double Score() => 0;
}
