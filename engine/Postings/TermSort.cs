namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// Sorts numbers whose upper halves are terms, each once, by these: digit after digit, the lowest first. With a sort that compares it was
/// 3 % of the processor time of a build.
/// </summary>
internal static class TermSort
{
    private const int DigitBits = 11;

    /// <summary>Fewer are compared: going through the counts of all digits would take longer.</summary>
    private const int Fewest = 1 << 12;

    /// <summary>The numbers in ascending order, in the given array or in another.</summary>
    public static ulong[] Sort(ulong[] entries)
    {
        if (entries.Length < Fewest)
        {
            Array.Sort(entries);
            return entries;
        }

        var (from, to) = (entries, new ulong[entries.Length]);
        var starts = new int[1 << DigitBits];
        // Invariant: ordered by the bits of the term below the shift.
        for (var shift = 32; shift < 64; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (var entry in from)
                starts[Digit(entry, shift)]++;
            var start = 0;
            foreach (ref var count in starts.AsSpan())
                (count, start) = (start, start + count);
            foreach (var entry in from)
                to[starts[Digit(entry, shift)]++] = entry;
            (from, to) = (to, from);
        }

        return from;
    }

    private static int Digit(ulong entry, int shift) => (int)(entry >> shift) & ((1 << DigitBits) - 1);
}
