using System.Diagnostics;
using System.Numerics;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>A set of numbers below <see cref="Length"/>, one bit each.</summary>
internal sealed class BitSet
{
    public BitSet(int length) => (Length, Words) = (length, new ulong[(length + 63) / 64]);

    private BitSet(int length, ulong[] words) => (Length, Words) = (length, words);

    public int Length { get; }

    public ulong[] Words { get; }

    public bool this[int index] => (Words[index >> 6] >> index & 1) != 0;

    public void Set(int index)
    {
        // The last word has bits beyond the end, which count and search must not find.
        Debug.Assert((uint)index < (uint)Length, "a member is below the length");
        Words[index >> 6] |= 1UL << index;
    }

    public void Clear(int index) => Words[index >> 6] &= ~(1UL << index);

    public BitSet Copy() => new(Length, [.. Words]);

    public int Count()
    {
        var count = 0;
        foreach (var word in Words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The first member at or after an index, or int.MaxValue.</summary>
    public int NextSet(int from)
    {
        if (from >= Length)
            return int.MaxValue;
        var at = from >> 6;
        var word = Words[at] & (ulong.MaxValue << from);
        while (word == 0)
        {
            if (++at == Words.Length)
                return int.MaxValue;
            word = Words[at];
        }

        return (at << 6) + BitOperations.TrailingZeroCount(word);
    }
}
