namespace KnowledgeBase.Engine.Searching;

/// <summary>Matches and scores of consecutive documents of a segment.</summary>
internal sealed class Window
{
    public const int Size = 1 << 12;

    public int Start { get; private set; }

    public int End => Start + Size;

    /// <summary>Bits of the documents that match.</summary>
    public ulong[] Matches { get; } = new ulong[Size / 64];

    /// <summary>Bits of the matches whose score is complete.</summary>
    public ulong[] Scored { get; } = new ulong[Size / 64];

    /// <summary>The scores; 0 where nothing has been added.</summary>
    public double[] Scores { get; } = new double[Size];

    /// <summary>Clears the window and moves it to the one that includes a document.</summary>
    public void MoveTo(int document)
    {
        for (var i = 0; i < Matches.Length; i++)
        {
            // Only marked documents can have a score.
            if ((Matches[i] | Scored[i]) != 0)
                Array.Clear(Scores, i * 64, 64);
            Matches[i] = Scored[i] = 0;
        }

        Start = document & ~(Size - 1);
    }

    public void Match(int document) => Matches[(document - Start) >> 6] |= 1UL << document;

    public void Score(int document, double score)
    {
        Scored[(document - Start) >> 6] |= 1UL << document;
        Scores[document - Start] = score;
    }
}
