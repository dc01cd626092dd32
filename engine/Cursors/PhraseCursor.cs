namespace KnowledgeBase.Engine.Cursors;

/// <summary>Those documents of another cursor that pass a test of their text. The score is the other cursor's.</summary>
internal sealed class PhraseCursor(Cursor candidates, PhraseTest test, Patience patience) : Cursor
{
    public override long Cost => candidates.Cost;

    public override int Advance(int target)
    {
        var document = candidates.Document < target ? candidates.Advance(target) : candidates.Document;
        while (document != End && !test.Holds(document))
        {
            patience.Step();
            document = candidates.Next();
        }

        return Document = document;
    }

    public override double Score() => candidates.Score();
}
