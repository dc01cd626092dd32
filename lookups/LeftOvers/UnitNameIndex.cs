using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>The names of the collected units and of their places, to be found in a text. Unchanging.</summary>
public sealed class UnitNameIndex
{
    private const int Head = 2;

    private readonly Dictionary<string, List<string>> _byHead = new(StringComparer.Ordinal);
    private readonly HashSet<string> _units;
    private readonly HashSet<string> _stems;

    internal UnitNameIndex(IEnumerable<string> units)
    {
        _units = units.Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _units.Concat(_units.SelectMany(PlaceNames.Of)).Distinct(StringComparer.Ordinal))
        {
            if (!_byHead.TryGetValue(name[..Head], out var names))
                _byHead.Add(name[..Head], names = new(1));
            names.Add(name);
        }

        _stems = [.. _units.SelectMany(PlaceNames.Of).Where(place => place.Length == Head + 1).Select(place => place[..Head])];
        foreach (var names in _byHead.Values)
            names.Sort((a, b) => b.Length != a.Length ? b.Length - a.Length : string.CompareOrdinal(a, b));
    }

    /// <summary>街道党工委, without a name of its own, is nobody's.</summary>
    private static bool IsTelling(string unit) => unit.Length > Head && UnitNames.Read(unit) is not { Place.Length: 0 };

    /// <summary>Whether a name is a unit's, and not only a place's.</summary>
    public bool IsUnit(string name) => _units.Contains(name);

    /// <summary>The longest name that begins at an offset; null where none does.</summary>
    public string? At(string text, int at) =>
        at + Head <= text.Length && _byHead.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(at, Head), out var names)
            ? names.Find(name => string.CompareOrdinal(text, at, name, 0, name.Length) == 0)
            : null;

    /// <summary>The length of a name that no report bears but that has a collected place's short name before a unit's: 临江公交集团.</summary>
    public int? ShortAt(string text, int at)
    {
        const int Longest = 12;
        if (at + Head >= text.Length || !_stems.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(at, Head)))
            return null;
        for (var length = Math.Min(Longest, text.Length - at); length > Head + 1; length--)
            if (text.AsSpan(at, length).IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0
                && UnitNames.Read(text.Substring(at, length)) is { Place.Length: >= Head })
                return length;
        return null;
    }
}
