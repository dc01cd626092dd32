namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Answers which is the last of many lines that begins with given words, without looking at all of them.</summary>
internal sealed class LinePrefixes
{
    private readonly string[] _sorted;
    private readonly int[] _latest; // a tree of maxima over the lines' numbers in sorted order; the leaves are its second half

    public LinePrefixes(IReadOnlyList<string> lines)
    {
        _sorted = [.. lines];
        var numbers = Enumerable.Range(0, lines.Count).ToArray();
        Array.Sort(_sorted, numbers, StringComparer.Ordinal);
        _latest = new int[2 * numbers.Length];
        numbers.CopyTo(_latest, numbers.Length);
        for (var i = numbers.Length - 1; i > 0; i--)
            _latest[i] = Math.Max(_latest[2 * i], _latest[(2 * i) + 1]);
    }

    /// <summary>The number of the last line that begins with these words, or -1.</summary>
    public int Last(string words)
    {
        var low = First(line => string.CompareOrdinal(line, words) >= 0);
        var high = First(line => string.CompareOrdinal(line, words) >= 0 && !line.StartsWith(words, StringComparison.Ordinal));
        var last = -1;
        for (var (left, right) = (low + _sorted.Length, high + _sorted.Length); left < right; left /= 2, right /= 2)
        {
            if (left % 2 == 1)
                last = Math.Max(last, _latest[left++]);

            if (right % 2 == 1)
                last = Math.Max(last, _latest[--right]);
        }

        return last;
    }

    /// <summary>The first place in sorted order from which on a condition holds.</summary>
    private int First(Predicate<string> holds)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(_sorted[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
