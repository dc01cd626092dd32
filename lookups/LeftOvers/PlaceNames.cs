namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>The places in a unit's name: 清河县 in 清河县审计局.</summary>
internal static class PlaceNames
{
    private static readonly string[] Levels = ["街道", "社区", "省", "市", "县", "区", "州", "旗", "镇", "乡", "村"];

    /// <summary>The places that a name begins with, the outermost first: 临江市, 云岭区 of 临江市云岭区教育局.</summary>
    public static IEnumerable<string> Of(string name)
    {
        for (var start = 0; Next(name, start) is { } end; start = end)
            yield return name[start..end];
    }

    /// <summary>The level of a place, its last one or two characters; null where the name is no place.</summary>
    public static string? LevelOf(string place) => Array.Find(Levels, level => place.EndsWith(level, StringComparison.Ordinal));

    private static int? Next(string name, int start)
    {
        const int Shortest = 2;
        const int Longest = 4;
        for (var stem = Shortest; stem <= Longest && start + stem < name.Length; stem++)
            foreach (var level in Levels)
                if (string.CompareOrdinal(name, start + stem, level, 0, level.Length) == 0)
                    return start + stem + level.Length;
        return null;
    }
}
