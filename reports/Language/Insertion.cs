namespace KnowledgeBase.Reports.Language;

/// <summary>A string that stands where nothing can stand: between two characters that belong together, a stranger to both.</summary>
/// <param name="Left">The character before it.</param>
/// <param name="Right">The character after it.</param>
internal readonly record struct Insertion(int Start, int Length, char Left, char Right)
{
    private const int Shortest = 3;
    private const int Longest = 16;

    /// <summary>Before which characters of a text one stands that hardly ever does.</summary>
    public static bool[] StrangePlaces(string folded)
    {
        var table = BigramTable.Instance;
        var strange = new bool[folded.Length + 1];
        for (var i = 1; i < folded.Length; i++)
            strange[i] = table.AreUnseenTogether(folded[i - 1], folded[i]);

        return strange;
    }

    /// <summary>All such places of a folded text. One alone may be chance: ordinary text holds one in some 5,000 characters.</summary>
    /// <param name="strange">See <see cref="StrangePlaces"/>.</param>
    public static List<Insertion> Find(string folded, bool[] strange)
    {
        var table = BigramTable.Instance;
        var found = new List<Insertion>();

        for (var start = 1; start < folded.Length; start++)
        {
            if (!strange[start] || !Characters.IsHan(folded[start - 1]))
                continue;

            for (var end = start + 1; end < folded.Length && end - start <= Longest && IsOfNames(folded[end - 1]); end++)
                if (strange[end] && Characters.IsHan(folded[end]) && end - start >= Shortest
                    && table.AreCollocated(folded[start - 1], folded[end]) && HasHan(folded.AsSpan(start, end - start)))
                {
                    // Of several stretches from one place the shortest is the one that was put there.
                    found.Add(new(start, end - start, folded[start - 1], folded[end]));
                    break;
                }
        }

        return found;
    }

    /// <summary>All stretches of Chinese characters that hardly ever stand beside either of their neighbours.</summary>
    /// <param name="strange">See <see cref="StrangePlaces"/>.</param>
    public static IEnumerable<(int Start, int Length)> Strangers(string folded, bool[] strange, int shortest, int longest)
    {
        for (var start = 1; start < folded.Length; start++)
        {
            if (!strange[start])
                continue;

            for (var end = start + 1; end < folded.Length && end - start <= longest && Characters.IsHan(folded[end - 1]); end++)
                if (strange[end] && end - start >= shortest)
                    yield return (start, end - start);
        }
    }

    /// <summary>How much better a text reads without a stretch of it, in bits: what its neighbours gain less what they lose.</summary>
    public static double RemovalGain(string folded, int start, int length)
    {
        var table = BigramTable.Instance;
        var left = start > 0 ? folded[start - 1] : '\n';
        var right = start + length < folded.Length ? folded[start + length] : '\n';
        return table.MutualInformation(left, right) - table.MutualInformation(
            left, folded[start]) - table.MutualInformation(folded[start + length - 1], right);
    }

    /// <summary>
    /// How well a stretch is cut: its gain, less what holds it together inside, more what as many ordinary characters would.
    /// </summary>
    public static double RemovalScore(string folded, int start, int length)
    {
        const double Ordinary = 2.5;
        var table = BigramTable.Instance;
        var inside = 0.0;
        for (var i = start + 1; i < start + length; i++)
            inside += table.MutualInformation(folded[i - 1], folded[i]);

        return RemovalGain(folded, start, length) - inside + (Ordinary * (length - 1));
    }

    /// <summary>Whether a stretch is tied to neither of its neighbours.</summary>
    public static bool IsUnrelatedToNeighbours(string folded, int start, int length)
    {
        var table = BigramTable.Instance;
        return (start == 0 || table.MutualInformation(folded[start - 1], folded[start]) < 1.5)
            && (start + length == folded.Length || table.MutualInformation(folded[start + length - 1], folded[start + length]) < 1.5);
    }

    private static bool IsOfNames(char c) =>
        Characters.IsHan(c) || char.IsAsciiLetter(c) || c is '.' or '·' or '-' or '_' or '@' or '#' or '+';

    private static bool HasHan(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (Characters.IsHan(c))
                return true;

        return false;
    }
}
