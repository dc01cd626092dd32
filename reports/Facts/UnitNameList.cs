using System.Buffers;
using System.Collections.Frozen;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Facts;

/// <summary>What units are called, as unit-names.txt lists it.</summary>
internal sealed class UnitNameList
{
    private static readonly Lazy<UnitNameList> Shipped = new(Load);

    private readonly SearchValues<string> _anywhere;
    private readonly FrozenDictionary<char, string[]> _byFirst;
    private readonly FrozenDictionary<string, UnitType> _types;
    private readonly FrozenDictionary<string, string> _others;

    private UnitNameList(Dictionary<string, UnitType> types, Dictionary<string, string> others)
    {
        _types = types.ToFrozenDictionary();
        _others = others.ToFrozenDictionary();
        _anywhere = SearchValues.Create([.. types.Keys], StringComparison.Ordinal);
        _byFirst = types.Keys.GroupBy(name => name[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(name => name.Length).ToArray());
    }

    public static UnitNameList Instance => Shipped.Value;

    public UnitType TypeOf(string name) => _types[name];

    /// <summary>The full form of a short one or the short of a full one; null where the list knows none.</summary>
    public string? OtherForm(string name) => _others.GetValueOrDefault(name);

    /// <summary>Names in a text, the longest at each offset, from left to right, none overlapping.</summary>
    public IEnumerable<(int Offset, string Name)> Find(string text, int start, int end)
    {
        while (start < end)
        {
            var hit = text.AsSpan(start, end - start).IndexOfAny(_anywhere);
            if (hit < 0)
                yield break;

            start += hit;
            var name = _byFirst[text[start]].First(name => text.AsSpan(start).StartsWith(name, StringComparison.Ordinal));
            yield return (start, name);
            start += name.Length;
        }
    }

    /// <summary>Names in a text, the longest at each offset; they may overlap, as 中学 and 学校 in 第三中学校 do.</summary>
    public IEnumerable<(int Offset, string Name)> FindOverlapping(string text, int start, int end)
    {
        for (var at = start; at < end; at++)
            if (_byFirst.TryGetValue(text[at], out var names)
                && Array.Find(names, name => text.AsSpan(at, end - at).StartsWith(name, StringComparison.Ordinal)) is { } name)
                yield return (at, name);
    }

    private static UnitNameList Load()
    {
        var types = new Dictionary<string, UnitType>();
        var others = new Dictionary<string, string>();
        foreach (var line in DataFile.Lines("unit-names.txt"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var type = Enum.Parse<UnitType>(line[..colon]);
            foreach (var entry in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var forms = entry.Split('=');
                foreach (var form in forms)
                    types.TryAdd(form, type);

                if (forms is [var one, var other])
                {
                    others.TryAdd(one, other);
                    others.TryAdd(other, one);
                }
            }
        }

        return new(types, others);
    }
}
