using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// Which lines of printed pages are one paragraph, by where they stand: a line that reaches the right edge, so that what begins the next
/// would not have fit, goes on in it unless the next is indented or stands farther below than lines of a paragraph do.
/// </summary>
internal sealed class PageGeometry
{
    private const int FewestLines = 4;

    // Of a head or a foot.
    private const int MostLines = 12;

    // Parts of a head; more are the cells of a table whose first row comes again.
    private const int MostBeside = 3;

    // In widths of a Han character.
    private const double Slack = 0.3;
    private const double Indented = 0.8;
    private const double Centred = 6;

    // Of the usual distance between two lines.
    private const double Gap = 1.3;

    private readonly Dictionary<int, LinePlace> _places;
    private readonly Dictionary<double, (double Left, double Right)> _edges = [];
    private readonly double _pitch;
    private readonly double _em;
    private readonly bool _marksParagraphs;

    private readonly HashSet<int> _recurring = [];

    private PageGeometry(RawDocument document)
    {
        var places = document.Places;
        _places = places.ToDictionary(place => place.Start);
        foreach (var group in places.Where(place => place.Em > 0).GroupBy(place => place.PageWidth))
            if (group.Count() >= FewestLines)
                _edges[group.Key] = Edges([.. group]);

        FindRecurring(document);
        var ems = places.Where(place => place.Em > 0).Select(place => place.Em).Order().ToList();
        _em = ems.Count > 0 ? ems[ems.Count / 2] : 0;
        var steps = new List<double>();
        for (var i = 0; i + 1 < places.Count; i++)
            if (IsBelow(places[i], places[i + 1]) && IsFull(places[i], places[i + 1]))
                steps.Add(places[i + 1].Bottom - places[i].Bottom);

        steps.Sort();
        _pitch = steps.Count > 0 ? steps[steps.Count / 2] : 0;
        int ends = 0, indented = 0, parted = 0;
        for (var i = 0; i + 1 < places.Count; i++)
        {
            if (!IsBelow(places[i], places[i + 1]) || IsFull(places[i], places[i + 1]))
                continue;

            ends++;
            indented += IsIndented(places[i + 1]) ? 1 : 0;
            parted += IsApart(places[i], places[i + 1]) ? 1 : 0;
        }

        // Most of the paragraphs that surely end are followed by what marks the next.
        _marksParagraphs = Math.Max(indented, parted) * 2 > ends;
    }

    public static PageGeometry? Of(RawDocument document) => document.Places.Count >= FewestLines ? new(document) : null;

    /// <summary>What the places of two lines tell of their border.</summary>
    public PageBorder Between(Draft draft, TextLine line, TextLine next)
    {
        if (PlaceOf(draft, line) is not { } a || PlaceOf(draft, next) is not { } b || !_edges.ContainsKey(a.PageWidth))
            return PageBorder.Unknown;

        if (IsLarge(a) && IsLarge(b) && a.Page == b.Page && b.Top > a.Top && Math.Abs(a.Em - b.Em) < 0.12 * a.Em)
            return IsFull(a, b) ? PageBorder.GoesOn : PageBorder.Ends; // a title's second line stands in the middle

        if (a.PageWidth != b.PageWidth || IsIndented(b) || (a.Em > 0 && b.Em > 0 && Math.Abs(a.Em - b.Em) > 0.12 * a.Em))
            return PageBorder.Ends;

        if (a.Page == b.Page && (b.Top < a.Top || IsApart(a, b)))
            return PageBorder.Ends;

        return !IsFull(a, b) ? PageBorder.Ends : _marksParagraphs ? PageBorder.GoesOn : PageBorder.Full;
    }

    /// <summary>
    /// Whether a line is a page's head or foot: the same words stand at the same place of at least two pages and of more than half, and
    /// between them and the page's edge nothing but their like and numbers.
    /// </summary>
    public bool IsHeadOrFoot(Draft draft, TextLine line) => PlaceOf(draft, line) is { } place && _recurring.Contains(place.Start);

    /// <summary>Whether a line is printed in smaller letters than most.</summary>
    public bool IsSmall(Draft draft, TextLine line) => PlaceOf(draft, line) is { } place && place.Em > 0 && place.Em < 0.9 * _em;

    private LinePlace? PlaceOf(Draft draft, TextLine line)
    {
        var at = draft.RawOffset(line.Start);
        var start = at == 0 ? 0 : draft.Raw.AsSpan(0, at).LastIndexOfAny('\n', '\f') + 1;
        return _places.TryGetValue(start, out var place) ? place : null;
    }

    private void FindRecurring(RawDocument document)
    {
        var pages = document.Places.GroupBy(place => place.Page).ToList();
        var same = LinePlace.AtSamePlaces(document.Text, document.Places);
        foreach (var page in pages)
        {
            var lines = page.OrderBy(place => place.Top).ToList();
            AddFrom(lines);
            lines.Reverse();
            AddFrom(lines);
        }

        void AddFrom(List<LinePlace> lines)
        {
            foreach (var place in lines.Take(MostLines))
            {
                var isNumber = !LinePlace.TextAt(document.Text, place.Start).Any(char.IsLetter);
                if (!isNumber && (!same.Contains(place.Start) || lines.Count(other => IsBeside(place, other)) > MostBeside))
                    return;

                if (!isNumber)
                    _recurring.Add(place.Start);
            }
        }
    }

    /// <summary>Whether two lines stand at one height; a line stands beside itself.</summary>
    private static bool IsBeside(LinePlace line, LinePlace other) =>
        Math.Min(line.Bottom, other.Bottom) - Math.Max(line.Top, other.Top)
            > 0.5 * Math.Min(line.Bottom - line.Top, other.Bottom - other.Top);

    private bool IsIndented(LinePlace place) =>
        _edges.TryGetValue(place.PageWidth, out var edges) && place.Left > edges.Left + (Indented * place.Em);

    private bool IsLarge(LinePlace place) => place.Em > 1.15 * _em;

    private bool IsFull(LinePlace line, LinePlace next) =>
        _edges.TryGetValue(line.PageWidth, out var edges) && line.Em > 0 && line.Left < edges.Left + (Centred * line.Em)
            && line.Right + next.Head > edges.Right - (Slack * line.Em);

    private bool IsApart(LinePlace line, LinePlace next) => _pitch > 0 && next.Bottom - line.Bottom > Gap * _pitch;

    private static bool IsBelow(LinePlace line, LinePlace next) => line.Page == next.Page && next.Bottom > line.Bottom;

    /// <summary>The leftmost and the rightmost place at which a tenth of the lines begin and end, give or take a character.</summary>
    private static (double Left, double Right) Edges(List<LinePlace> lines)
    {
        var fewest = Math.Max(2, lines.Count / 10);
        var lefts = lines.Select(line => line.Left).Order().ToList();
        var rights = lines.ConvertAll(line => (Right: line.Right - line.Tail, line.Em));
        rights.Sort((a, b) => b.Right.CompareTo(a.Right));
        var left = lefts.Where((own, i) => i + fewest <= lefts.Count && lefts[i + fewest - 1] - own < 1).FirstOrDefault(lefts[0]);
        var right = rights.Where((own, i) => i + fewest <= rights.Count && own.Right - rights[i + fewest - 1].Right < 1.5 * own.Em)
            .Select(line => line.Right).FirstOrDefault(rights[0].Right);
        return (left, right);
    }
}

/// <summary>What stands between two lines of a page.</summary>
internal enum PageBorder
{
    Unknown,

    /// <summary>The end of a paragraph.</summary>
    Ends,

    /// <summary>Nothing but the page's edge.</summary>
    GoesOn,

    /// <summary>The page's edge, where nothing marks paragraphs: a line that ends one by chance is as full.</summary>
    Full,
}
