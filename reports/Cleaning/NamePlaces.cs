using System.Numerics;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Where many names stand in one text, found in one pass: a file may hold as many names as lines.</summary>
internal static class NamePlaces
{
    private const int PlacesOfTable = 8; // for each name, so that few pairs of characters lead to a name that does not begin with them
    private const int LongestName = 63; // a longer one is searched for alone; only a list of marks may hold one

    /// <summary>
    /// The places of each name from left to right without overlap, as a search for that name alone finds them; a name that does not stand
    /// in the text has none.
    /// </summary>
    /// <param name="names">Each of at least two characters.</param>
    public static Dictionary<string, List<int>> Of(string text, IEnumerable<string> names)
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var name in names)
            found.TryAdd(name, []);

        // By the hash of the first two characters: bit n for a name of n characters.
        var bits = BitOperations.Log2((uint)found.Count * PlacesOfTable + 1) + 1;
        var lengths = new ulong[1 << bits];
        foreach (var name in found.Keys)
            if (name.Length <= LongestName)
                lengths[Hash(name[0], name[1])] |= 1UL << name.Length;
            else
                for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
                    name, at + name.Length, StringComparison.Ordinal))
                    found[name].Add(at);

        var known = found.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at + 1 < text.Length && found.Count > 0; at++)
            for (var left = lengths[Hash(text[at], text[at + 1])]; left != 0; left &= left - 1)
            {
                var length = BitOperations.TrailingZeroCount(left);
                if (at + length <= text.Length && known.TryGetValue(text.AsSpan(at, length), out var places)
                    && (places.Count == 0 || places[^1] + length <= at))
                    places.Add(at);
            }

        return found;

        uint Hash(char first, char second) => ((((uint)first << 16) | second) * 2654435769u) >> (32 - bits);
    }
}
