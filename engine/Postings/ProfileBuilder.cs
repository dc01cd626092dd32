using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Numbers profiles while texts are read: each occurrence leads from one profile to the next, and the steps are remembered.</summary>
internal sealed class ProfileBuilder(int fields)
{
    private readonly List<ushort[]> _profiles = [new ushort[fields]];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal) { [new string('\0', fields)] = 0 };
    private readonly List<long> _uses = [0];
    private int[] _steps = new int[fields];

    public const int Empty = 0;

    /// <summary>The profile that was numbered first, as a rule the most frequent one.</summary>
    public const int First = 1;

    /// <summary>The profile with one more occurrence in a field.</summary>
    public int Next(int profile, int field)
    {
        var step = _steps[profile * fields + field];
        return step != 0 ? step : Step(profile, field);
    }

    public int Number(ReadOnlySpan<ushort> profile)
    {
        var name = string.Create(fields, profile, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = (char)from[i];
        });
        if (_known.TryGetValue(name, out var number))
            return number;
        number = _profiles.Count;
        _known.Add(name, number);
        _profiles.Add(profile.ToArray());
        _uses.Add(0);
        if (_steps.Length < _profiles.Count * fields)
            Array.Resize(ref _steps, _steps.Length * 2);
        return number;
    }

    public void Use(int profile, long times = 1) => _uses[profile] += times;

    /// <summary>The profiles in use, most used first, and for each of this builder's numbers its number among them.</summary>
    public (Profiles Profiles, int[] Numbers) Finish()
    {
        var order = Enumerable.Range(1, _profiles.Count - 1).Where(p => _uses[p] > 0).OrderByDescending(p => _uses[p]).ThenBy(p => p).ToArray();
        var numbers = new int[_profiles.Count];
        var frequencies = new ushort[order.Length * fields];
        for (var i = 0; i < order.Length; i++)
        {
            numbers[order[i]] = i;
            _profiles[order[i]].CopyTo(frequencies, i * fields);
        }

        return (new Profiles(fields, frequencies), numbers);
    }

    private int Step(int profile, int field)
    {
        var next = (ushort[])_profiles[profile].Clone();
        if (next[field] < Bm25.MaxFrequency)
            next[field]++;
        var number = Number(next);
        return _steps[profile * fields + field] = number;
    }
}
