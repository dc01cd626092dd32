using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>The members of a set, without a score.</summary>
internal sealed class BitsCursor(Bits bits) : Cursor
{
    public override long Cost => bits.Length;

    public override int Advance(int target) => Document = bits.NextSet(target);

    public override double Score() => 0;
}
