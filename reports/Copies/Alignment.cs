namespace KnowledgeBase.Reports.Copies;

/// <summary>
/// Which letter of one text stands for which of another. Runs that each text has once are found first; what lies between them is
/// aligned letter by letter.
/// </summary>
internal static class Alignment
{
    private const int LongRun = 12;
    private const int ShortRun = 5;

    // Of a gap's two sides multiplied. Beyond it the gap stays open: nobody says anything about it.
    private const int LargestTable = 250_000;

    private const int Same = 3, Open = 5, Extend = 1;

    /// <summary>For each letter of the first text the place of its counterpart in the second, or -1. Ascending.</summary>
    public static int[] Of(string a, string b)
    {
        var match = new int[a.Length];
        Array.Fill(match, -1);
        Align(a, b, 0, a.Length, 0, b.Length, LongRun, match);
        return match;
    }

    private static void Align(string a, string b, int a0, int a1, int b0, int b1, int run, int[] match)
    {
        while (a0 < a1 && b0 < b1 && a[a0] == b[b0])
            match[a0++] = b0++;
        while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1])
            match[--a1] = --b1;
        if (a0 == a1 || b0 == b1)
            return;

        if ((long)(a1 - a0) * (b1 - b0) <= LargestTable && (run < LongRun || a1 - a0 + b1 - b0 <= 400))
        {
            Tabulate(a, b, a0, a1, b0, b1, match);
            return;
        }

        if (run == 0)
            return;
        var next = run == LongRun ? ShortRun : 0;
        var (fromA, fromB) = (a0, b0);
        foreach (var (atA, atB) in Anchors(a, b, a0, a1, b0, b1, run))
        {
            // The stretch from the last anchor to this one; trimming inside extends both.
            if (atA < fromA || atB < fromB)
                continue;
            Align(a, b, fromA, atA, fromB, atB, next, match);
            for (var i = 0; i < run; i++)
                match[atA + i] = atB + i;
            (fromA, fromB) = (atA + run, atB + run);
        }

        if (fromA > a0 || next > 0)
            Align(a, b, fromA, a1, fromB, b1, next, match);
    }

    /// <summary>Runs that stand once in each stretch, as many as ascend in both.</summary>
    private static List<(int A, int B)> Anchors(string a, string b, int a0, int a1, int b0, int b1, int run)
    {
        var inB = Unique(b, b0, b1, run);
        var pairs = new List<(int A, int B)>();
        foreach (var (hash, atA) in Unique(a, a0, a1, run))
            if (atA >= 0 && inB.TryGetValue(hash, out var atB) && atB >= 0
                && a.AsSpan(atA, run).SequenceEqual(b.AsSpan(atB, run)))
                pairs.Add((atA, atB));

        pairs.Sort();
        return LongestAscending(pairs);
    }

    /// <summary>The place of each run by its hash; -1 for one that comes again.</summary>
    private static Dictionary<ulong, int> Unique(string text, int start, int end, int run)
    {
        var places = new Dictionary<ulong, int>(Math.Max(0, end - start));
        for (var at = start; at + run <= end; at++)
        {
            var hash = 14695981039346656037;
            for (var i = 0; i < run; i++)
                hash = (hash ^ text[at + i]) * 1099511628211;
            places[hash] = places.ContainsKey(hash) ? -1 : at;
        }

        return places;
    }

    private static List<(int A, int B)> LongestAscending(List<(int A, int B)> pairs)
    {
        var tails = new List<int>(); // for each length the pair that ends such a chain with the least place in b
        var before = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[tails[middle]].B < pairs[i].B ? (middle + 1, high) : (low, middle);
            }

            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }

        var chain = new List<(int A, int B)>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i])
            chain.Add(pairs[i]);

        chain.Reverse();
        return chain;
    }

    /// <summary>
    /// The best alignment where a gap costs to open: letters of a name do not match one by one what is lost beside it (Gotoh 1982, without
    /// substitutions).
    /// </summary>
    private static void Tabulate(string a, string b, int a0, int a1, int b0, int b1, int[] match)
    {
        var (rows, columns) = (a1 - a0, b1 - b0);
        var width = columns + 1;
        const int Never = int.MinValue / 2;

        // Three ways to come to a pair of prefixes: both letters the same, a letter of a alone, a letter of b alone.
        var (both, onlyA, onlyB) = (new int[width], new int[width], new int[width]);
        var from = new byte[(rows + 1) * width]; // two bits for each way: which way came before it
        for (var j = 0; j <= columns; j++)
            (both[j], onlyA[j], onlyB[j]) = (j == 0 ? 0 : Never, Never, j == 0 ? Never : -Open - (Extend * j));
        for (var j = 1; j <= columns; j++)
            from[j] = (byte)((j == 1 ? 0 : 2) << 4);

        for (var i = 1; i <= rows; i++)
        {
            var (diagonal, diagonalA, diagonalB) = (both[0], onlyA[0], onlyB[0]);
            (onlyA[0], both[0], onlyB[0]) = (-Open - (Extend * i), Never, Never);
            from[i * width] = (byte)((i == 1 ? 0 : 1) << 2);
            for (var j = 1; j <= columns; j++)
            {
                var (aboveBoth, aboveA, aboveB) = (both[j], onlyA[j], onlyB[j]);
                var (wayBoth, wayA, wayB) = (0, 0, 0);
                if (a[a0 + i - 1] == b[b0 + j - 1])
                    (both[j], wayBoth) = Best(diagonal + Same, diagonalA + Same, diagonalB + Same);
                else
                    both[j] = Never;
                (onlyA[j], wayA) = Best(aboveBoth - Open - Extend, aboveA - Extend, aboveB - Open - Extend);
                (onlyB[j], wayB) = Best(both[j - 1] - Open - Extend, onlyA[j - 1] - Open - Extend, onlyB[j - 1] - Extend);
                from[(i * width) + j] = (byte)(wayBoth | (wayA << 2) | (wayB << 4));
                (diagonal, diagonalA, diagonalB) = (aboveBoth, aboveA, aboveB);
            }
        }

        var (_, way) = Best(both[columns], onlyA[columns], onlyB[columns]);
        for (var (i, j) = (rows, columns); i > 0 || j > 0;)
        {
            var ways = from[(i * width) + j];
            var last = way;
            way = (ways >> (2 * way)) & 3;
            if (last == 0)
                match[a0 + --i] = b0 + --j;
            else if (last == 1)
                i--;
            else
                j--;
        }
    }

    private static (int Score, int Way) Best(int both, int onlyA, int onlyB) =>
        both >= onlyA && both >= onlyB ? (both, 0) : onlyA >= onlyB ? (onlyA, 1) : (onlyB, 2);
}
