namespace KnowledgeBase.Reports.Formats;

/// <summary>Where a line of the text stands on its page, in points from the page's top left corner.</summary>
/// <param name="Start">Of the line in the text.</param>
/// <param name="Page">From 0.</param>
/// <param name="PageWidth">Lines of pages of one width have the same edges.</param>
/// <param name="Em">Width of a Han character; 0 for a line that has none.</param>
/// <param name="Head">Width of what the line begins with and no line end may part: a character with the signs behind it, or a word.</param>
/// <param name="Tail">Width of the signs at its end, which may hang over the edge.</param>
internal readonly record struct LinePlace(
    int Start, int Page, double PageWidth, double Left, double Top, double Right, double Bottom, double Em, double Head, double Tail)
{
    // In points.
    private const double SamePlace = 2;

    /// <summary>The lines, by their starts, whose words stand at the same place of at least two pages and of more than half.</summary>
    public static HashSet<int> AtSamePlaces(string text, IReadOnlyList<LinePlace> places)
    {
        var same = new HashSet<int>();
        if (places.Count == 0)
            return same;

        var fewest = Math.Max(2, ((places[^1].Page + 1) / 2) + 1);
        foreach (var group in places.GroupBy(place => (
            TextAt(text, place.Start), Math.Round(place.Left / SamePlace), Math.Round(place.Top / SamePlace))))
            if (group.Select(place => place.Page).Distinct().Count() >= fewest)
                same.UnionWith(group.Select(place => place.Start));

        return same;
    }

    /// <summary>The line that begins at a place of the text.</summary>
    public static string TextAt(string text, int start) =>
        text[start..(text.AsSpan(start).IndexOfAny('\n', '\f') is >= 0 and var length ? start + length : text.Length)].Trim();
}
