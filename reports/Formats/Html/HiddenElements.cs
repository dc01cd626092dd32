using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>
/// Which hidden elements are noise and which hold the body. Hiding is evidence, but three things speak against it: a
/// tag that nobody closed (the parser then puts the rest of the paragraph inside), a text of several sentences that
/// stands nowhere else (an article that a script unfolds), and a page of which nothing else is left.
/// </summary>
internal sealed partial class HiddenElements
{
    private const int LongestNoise = 80, LeastSentences = 2, LongestMark = 40, MostCompared = 50;

    private readonly HashSet<IElement> _hidden = [];
    private readonly HashSet<IElement> _leftOpen = [];
    private readonly List<string> _marks;

    /// <param name="leftOpen">Places of start tags that nothing closes.</param>
    public HiddenElements(IElement body, HtmlStyles styles, HashSet<int> leftOpen)
    {
        var closed = new List<IElement>();
        var open = new List<IElement>();
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (!styles.IsHidden(element))
                continue;
            // The parser repeats a formatting element that was left open in each block that follows; a repeated one has no place.
            if (element.SourceReference is not { } source || leftOpen.Contains(source.Position.Index))
                open.Add(element);
            else
                closed.Add(element);
        }

        var shown = closed.Any(IsLong) ? Spaces().Replace(TextOf(body, closed), "") : "";
        foreach (var element in closed)
        {
            if (IsLong(element) && !shown.Contains(Spaces().Replace(element.TextContent, ""), StringComparison.Ordinal))
                KeptProse++;
            else
                _hidden.Add(element);
        }

        _leftOpen.UnionWith(open);
        var beginnings = open.Where(o => o.SourceReference is not null).Take(MostCompared).Select(o => o.TextContent).ToList();
        _marks = [.. MarksOf(body.Owner, beginnings).Where(m => m.Length is >= 2 and <= LongestMark).Distinct().Take(MostCompared)];
    }

    /// <summary>Hidden elements that are read as body, since they hold sentences.</summary>
    public int KeptProse { get; private set; }

    /// <summary>How many hidden elements have an end that the page does not tell; what they hold is read as body.</summary>
    public int LeftOpen => _leftOpen.Count;

    public bool IsNoise(IElement element) => _hidden.Contains(element);

    /// <summary>
    /// How many characters at the start of an element that was left open are the mark that it was to hide, by marks that stand elsewhere on
    /// the page; 0 for any other element.
    /// </summary>
    public int MarkLength(IElement element)
    {
        if (!_leftOpen.Contains(element))
            return 0;
        var text = element.TextContent;
        return _marks.Where(m => text.StartsWith(m, StringComparison.Ordinal)).Select(m => m.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>
    /// What the page's title says behind its dashes, what hidden elements hold, and what elements left open begin with alike.
    /// </summary>
    private IEnumerable<string> MarksOf(IDocument? page, List<string> open)
    {
        foreach (var part in TitleParts().Split(page?.Title ?? "").Skip(1))
            yield return part.Trim();
        foreach (var hidden in _hidden)
            yield return hidden.TextContent.Trim();

        // Two may begin alike by chance, and with a character of the body; what three share is the mark.
        open.Sort(StringComparer.Ordinal);
        for (var i = 2; i < open.Count; i++)
        {
            if (Common(open[i - 2], open[i]) is >= 3 and var length)
                yield return open[i][..length];
        }
    }

    private static bool IsLong(IElement element) =>
        element.TextContent is var text && text.Length > LongestNoise && Sentences().Count(text) >= LeastSentences;

    private static string TextOf(INode node, List<IElement> without)
    {
        var left = new HashSet<INode>(without);
        var text = new System.Text.StringBuilder();
        Collect(node);
        return text.ToString();

        void Collect(INode at)
        {
            if (left.Contains(at))
                return;
            if (at is IText t)
                text.Append(t.Data);
            foreach (var child in at.ChildNodes)
                Collect(child);
        }
    }

    private static int Common(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    [GeneratedRegex("[。！？；]", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[-_|—–·]+", RegexOptions.NonBacktracking)]
    private static partial Regex TitleParts();
}
