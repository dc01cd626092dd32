namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>
/// Watermarks in a pdf's text. pdftotext gives the characters of a slanting text one or a few a line, which stand on one slope beside each
/// other. They are foreign where they come again at the same place of other pages, or lie across lines of text; a slanting head of a
/// table does neither. So is what runs up or down
/// the margin of page after page.
/// </summary>
internal static class PdfWatermarks
{
    private const int Shortest = 3;
    private const int LongestPiece = 3;
    private const int LongLine = 8;

    // A page of more loose characters is something else, and looking for slopes among them would take long.
    private const int MostGlyphs = 1000;

    // Of the width of a character.
    private const double LeastStep = 0.15;
    private const double LongestStep = 3;

    // Of the page's width: the first column of a form stands farther in.
    private const double Margin = 0.09;

    // Between a step and all before it, as the cosine of the angle between them: pieces of one and of three letters are not quite in line.
    private const double Straight = 0.9;

    // Of their heights.
    private const double Alike = 1.5;

    /// <param name="places">Of the lines of the text.</param>
    public static List<BoilerplateRange> Of(string text, List<LinePlace> places)
    {
        var same = LinePlace.AtSamePlaces(text, places);
        var edges = places.Where(place => LengthAt(text, place.Start) >= LongLine && !IsUpright(place)).GroupBy(place => place.Page)
            .ToDictionary(page => page.Key, page => (Left: page.Min(place => place.Left), Right: page.Max(place => place.Right)));
        var found = new SortedDictionary<int, string>();
        foreach (var page in places.GroupBy(place => place.Page))
        {
            foreach (var place in page)
                if (same.Contains(place.Start) && IsUpright(place) && edges.TryGetValue(page.Key, out var edge)
                    && (place.Right <= Math.Min(edge.Left, Margin * place.PageWidth)
                        || place.Left >= Math.Max(edge.Right, (1 - Margin) * place.PageWidth)))
                    found[place.Start] = "页边文字";

            foreach (var slope in Slopes(text, page))
                if (slope.TrueForAll(place => same.Contains(place.Start))
                    || slope.Count(glyph => page.Any(line => Crosses(text, line, glyph))) >= 2)
                    foreach (var place in slope)
                        found[place.Start] = "斜排水印";
        }

        return [.. found.Select(pair => new BoilerplateRange(
            "pdf-watermark", pair.Key, Math.Min(LengthAt(text, pair.Key) + 1, text.Length - pair.Key), pair.Value))];
    }

    /// <summary>Runs of single characters down one slope, or up.</summary>
    private static List<List<LinePlace>> Slopes(string text, IEnumerable<LinePlace> page)
    {
        var slopes = new List<List<LinePlace>>();
        var glyphs = page.Where(place => IsPiece(text, place)).OrderBy(place => place.Top).ToList();
        if (glyphs.Count > MostGlyphs)
            return slopes;

        while (glyphs.Count >= Shortest)
        {
            var slope = new List<LinePlace> { glyphs[0] };
            while (NextOf(slope, glyphs) is { } next)
                slope.Add(next);

            if (slope.Count >= Shortest)
                slopes.Add(slope);
            else
                slope.RemoveRange(1, slope.Count - 1);

            glyphs.RemoveAll(slope.Contains);
        }

        return slopes;
    }

    private static LinePlace? NextOf(List<LinePlace> slope, List<LinePlace> glyphs)
    {
        var last = slope[^1];
        LinePlace? best = null;
        var nearest = double.MaxValue;
        foreach (var glyph in glyphs)
        {
            var (x, y) = Step(last, glyph);
            var size = Math.Max(last.Right - last.Left, glyph.Right - glyph.Left);
            var length = Math.Sqrt((x * x) + (y * y));
            if (HeightOf(glyph) > Alike * HeightOf(last) || HeightOf(last) > Alike * HeightOf(glyph))
                continue;

            if (y < LeastStep * size || Math.Abs(x) < LeastStep * size || length > LongestStep * size || length >= nearest)
                continue;

            if (slope.Count > 1)
            {
                var (x0, y0) = Step(slope[0], last);
                if ((x * x0) + (y * y0) < Straight * length * Math.Sqrt((x0 * x0) + (y0 * y0)))
                    continue;
            }

            (best, nearest) = (glyph, length);
        }

        return best;
    }

    private static (double X, double Y) Step(LinePlace from, LinePlace to) =>
        ((to.Left + to.Right - from.Left - from.Right) / 2, (to.Top + to.Bottom - from.Top - from.Bottom) / 2);

    private static bool Crosses(string text, LinePlace line, LinePlace glyph)
    {
        if (LengthAt(text, line.Start) < LongLine || IsUpright(line))
            return false;

        // Boxes of lines may be higher than their distance.
        var (x, y) = ((glyph.Left + glyph.Right) / 2, (glyph.Top + glyph.Bottom) / 2);
        return x > line.Left && x < line.Right && Math.Abs(y - ((line.Top + line.Bottom) / 2)) < HeightOf(line) / 3;
    }

    private static bool IsPiece(string text, LinePlace place) =>
        LengthAt(text, place.Start) <= (2 * LongestPiece) - 1
            && LinePlace.TextAt(text, place.Start).Count(c => !char.IsWhiteSpace(c)) is > 0 and <= LongestPiece;

    private static double HeightOf(LinePlace place) => place.Bottom - place.Top;

    /// <summary>Whether a line runs up or down the page.</summary>
    private static bool IsUpright(LinePlace place) => place.Bottom - place.Top > 3 * (place.Right - place.Left);

    private static int LengthAt(string text, int start) =>
        text.AsSpan(start).IndexOfAny('\n', '\f') is >= 0 and var length ? length : text.Length - start;
}
