using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

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
        // Only marked documents can have a score.
        for (var words = NonZero(Matches) | NonZero(Scored); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            Array.Clear(Scores, i * 64, 64);
            Matches[i] = Scored[i] = 0;
        }

        Start = document & ~(Size - 1);
    }

    /// <summary>Which words of a window's bits are not zero: a window has 64, most of them zero where the terms are rare.</summary>
    public static ulong NonZero(ulong[] words)
    {
        ulong nonZero = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (var i = 0; i < words.Length; i += Vector256<ulong>.Count)
                nonZero |= (ulong)(~Vector256.Equals(Vector256.Create<ulong>(words.AsSpan(i)), Vector256<ulong>.Zero))
                    .ExtractMostSignificantBits() << i;
        }
        else
        {
            for (var i = 0; i < words.Length; i++)
                nonZero |= (words[i] != 0 ? 1UL : 0UL) << i;
        }

        return nonZero;
    }

    public void Match(int document)
    {
        Debug.Assert(document >= Start && document < End, "a match is in the window");
        Matches[(document - Start) >> 6] |= 1UL << document;
    }

    public void Score(int document, double score)
    {
        Debug.Assert(document >= Start && document < End, "a match is in the window");
        Scored[(document - Start) >> 6] |= 1UL << document;
        Scores[document - Start] = score;
    }
}
