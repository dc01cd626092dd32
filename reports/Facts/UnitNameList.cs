using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;

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
        _byFirst = types.Keys.GroupBy(name => name[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(name => name.Length).ToArray());
    }

    public static UnitNameList Instance => Shipped.Value;

    public UnitType TypeOf(string name) => _types[name];

    /// <summary>The full form of a short one or the short of a full one; null where the list knows none.</summary>
    public string? OtherForm(string name) => _others.GetValueOrDefault(name);

    /// <summary>Where names stand, the longest at each place, from left to right.</summary>
    public IEnumerable<(int Place, string Name)> Find(string text, int start, int end)
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

    private static UnitNameList Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("unit-names.txt")!;
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, UnitType>();
        var others = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;

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
