namespace KnowledgeBase.Engine.Cursors;

/// <summary>The candidates whose stored text contains a phrase. The score is that of the candidates' cursor.</summary>
internal sealed class PhraseCursor(Cursor candidates, PhraseVerifier verifier, CancellationCheck cancellation) : Cursor
{
    public override long Cost => candidates.Cost;

    public override int Advance(int target)
    {
        var document = candidates.Document < target ? candidates.Advance(target) : candidates.Document;
        while (document != End && !verifier.Matches(document))
        {
            cancellation.Step();
            document = candidates.Next();
        }

        return Document = document;
    }

    public override double Score() => candidates.Score();
}
