using System.Text.RegularExpressions;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>The numbering before an item: （一）, 1., 一是, 其一, 首先.</summary>
internal static partial class ItemMarkers
{
    /// <summary>How many characters of a text's beginning number it; 0 for none.</summary>
    public static int LengthAt(string text) => Marker().Match(text).Length;

    [GeneratedRegex(
        @"^\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．]\s*|第[一二三四五六七八九十]+[，、]?|[一二三四五六七八九十]+[是要]"
        + "|其[一二三四五六七八九十][，、]|(?:首先|其次|再次|然后|最后|另外|此外|同时|还有|一方面|另一方面)[，、]?是?)+",
        RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}
