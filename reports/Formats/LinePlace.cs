namespace KnowledgeBase.Reports.Formats;

/// <summary>Where a line of the text stands on its page, in points from the page's top left corner.</summary>
/// <param name="Start">Of the line in the text.</param>
/// <param name="Page">From 0.</param>
/// <param name="PageWidth">Lines of pages of one width have the same edges.</param>
/// <param name="Em">Width of a Han character; 0 for a line that has none.</param>
/// <param name="Head">Width of what the line begins with and no line end may part: a character with the signs behind it, or a word.</param>
/// <param name="Tail">Width of the signs at its end, which may hang over the edge.</param>
internal readonly record struct LinePlace(
    int Start, int Page, double PageWidth, double Left, double Top, double Right, double Bottom, double Em, double Head, double Tail);
