using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// Assigns codes to field frequencies while texts are read. Each occurrence of a term moves its document from one code to the next; these
/// transitions are cached.
/// </summary>
internal sealed class FieldFrequenciesBuilder(int fields)
{
    private readonly List<ushort[]> _frequencies = [new ushort[fields]];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal) { [new string('\0', fields)] = 0 };
    private readonly List<long> _uses = [0];
    private int[] _increments = new int[fields];

    public const int NoCode = 0;

    /// <summary>The code that is assigned first: one occurrence in one field, as a rule the most frequent.</summary>
    public const int FirstCode = 1;

    /// <summary>The code of the same frequencies with one more occurrence in a field.</summary>
    public int Increment(int code, int field)
    {
        var next = _increments[code * fields + field];
        return next != 0 ? next : AddIncrement(code, field);
    }

    public int CodeOf(ReadOnlySpan<ushort> frequencies)
    {
        var name = string.Create(fields, frequencies, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = (char)from[i];
        });
        if (_known.TryGetValue(name, out var code))
            return code;
        code = _frequencies.Count;
        _known.Add(name, code);
        _frequencies.Add(frequencies.ToArray());
        _uses.Add(0);
        if (_increments.Length < _frequencies.Count * fields)
            Array.Resize(ref _increments, _increments.Length * 2);
        return code;
    }

    public void CountUse(int code, long times = 1) => _uses[code] += times;

    /// <summary>The frequencies in use, most used first, and for each code of this builder its final one.</summary>
    public (FieldFrequencies Frequencies, int[] Codes) Finish()
    {
        var order = Enumerable.Range(1, _frequencies.Count - 1)
            .Where(p => _uses[p] > 0)
            .OrderByDescending(p => _uses[p])
            .ThenBy(p => p)
            .ToArray();
        var codes = new int[_frequencies.Count];
        var frequencies = new ushort[order.Length * fields];
        for (var i = 0; i < order.Length; i++)
        {
            codes[order[i]] = i;
            _frequencies[order[i]].CopyTo(frequencies, i * fields);
        }

        return (new FieldFrequencies(fields, frequencies), codes);
    }

    private int AddIncrement(int code, int field)
    {
        var next = (ushort[])_frequencies[code].Clone();
        if (next[field] < Bm25.MaxFrequency)
            next[field]++;
        // First, because it may replace the array of increments by a larger one.
        var nextCode = CodeOf(next);
        return _increments[code * fields + field] = nextCode;
    }
}
