namespace KnowledgeBase.Reports.Quality.Labels;

/// <summary>Right answers and all answers by what was asked. What failed in the held half is counted and never printed.</summary>
internal sealed class Tally(LabelHalf half, TextWriter output)
{
    private readonly Dictionary<string, (int Right, int All)> _counts = [];
    private readonly List<string> _order = [];
    private readonly SortedDictionary<(string Label, string Answer), int> _confusions = [];

    public void Count(string what, bool right, Func<string> wrong)
    {
        if (!_counts.TryGetValue(what, out var count))
            _order.Add(what);
        _counts[what] = (count.Right + (right ? 1 : 0), count.All + 1);
        if (!right && half == LabelHalf.Dev)
            output.WriteLine($"  {what}: {wrong()}");
    }

    /// <summary>Which answer was given instead of which: a class of misses that both halves may show.</summary>
    public void Confuse(string label, string answer) => _confusions[(label, answer)] = _confusions.GetValueOrDefault((label, answer)) + 1;

    public (int Right, int All) Of(string what) => _counts.GetValueOrDefault(what);

    public void Print()
    {
        foreach (var what in _order)
            output.WriteLine($"labels {LabelFolder.Name(half)}: {what} {_counts[what].Right}/{_counts[what].All} "
                + $"({100.0 * _counts[what].Right / _counts[what].All:F1} %)");
        if (_confusions.Count > 0)
            output.WriteLine($"labels {LabelFolder.Name(half)}: taken for another type: "
                + $"{string.Join(", ", _confusions.Select(pair => $"{pair.Key.Label} as {pair.Key.Answer} {pair.Value}"))}");
    }
}
