using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>
/// Which hidden elements are noise and which hold the body. Hiding is evidence, but three things speak against it: a
/// tag that nobody closed (the parser then puts the rest of the paragraph inside), a text of several sentences that
/// stands nowhere else (an article that a script unfolds), and a page of which nothing else is left.
/// </summary>
internal sealed partial class PageHidden
{
    private const int LongestNoise = 80, LeastSentences = 2;

    private readonly HashSet<IElement> _hidden = [];
    private readonly List<string> _marks = [];

    /// <param name="leftOpen">Places of start tags that nothing closes.</param>
    public PageHidden(IElement body, PageStyles styles, HashSet<int> leftOpen)
    {
        var closed = new List<IElement>();
        var open = new List<IElement>();
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (!styles.IsHidden(element)) continue;
            // The parser repeats a formatting element that was left open in each block that follows; a repeated one has no place.
            if (element.SourceReference is not { } source || leftOpen.Contains(source.Position.Index)) open.Add(element);
            else closed.Add(element);
        }

        var shown = closed.Any(IsLong) ? Spaces().Replace(TextOf(body, closed), "") : "";
        foreach (var element in closed)
        {
            if (IsLong(element) && !shown.Contains(Spaces().Replace(element.TextContent, ""), StringComparison.Ordinal)) KeptProse++;
            else _hidden.Add(element);
        }

        LeftOpen = open;
        _marks.AddRange(_hidden.Select(e => e.TextContent.Trim()).Where(t => t.Length is >= 2 and <= 40).Distinct());
    }

    /// <summary>Hidden elements that are read as body, since they hold sentences.</summary>
    public int KeptProse { get; private set; }

    /// <summary>Hidden elements whose end the page does not tell; what they hold is read as body.</summary>
    public IReadOnlyList<IElement> LeftOpen { get; }

    public bool IsNoise(IElement element) => _hidden.Contains(element);

    /// <summary>How many characters at the start of an element that was left open are the mark, by marks that stand elsewhere on the page.</summary>
    public int MarkLength(IElement leftOpen, string? pageTitle)
    {
        var text = leftOpen.TextContent;
        var marks = _marks.Concat(TitleParts().Split(pageTitle ?? "").Skip(1).Select(p => p.Trim()).Where(p => p.Length >= 2));
        var known = marks.Where(m => text.StartsWith(m, StringComparison.Ordinal)).Select(m => m.Length).DefaultIfEmpty(0).Max();
        var others = LeftOpen.Where(o => o != leftOpen && o.SourceReference is not null).Select(o => Common(text, o.TextContent)).DefaultIfEmpty(0).Max();
        return Math.Max(known, others >= 3 ? others : 0);
    }

    private static bool IsLong(IElement element) => element.TextContent is var text && text.Length > LongestNoise && Sentences().Count(text) >= LeastSentences;

    private static string TextOf(INode node, List<IElement> without)
    {
        var left = new HashSet<INode>(without);
        var text = new System.Text.StringBuilder();
        Collect(node);
        return text.ToString();

        void Collect(INode at)
        {
            if (left.Contains(at)) return;
            if (at is IText t) text.Append(t.Data);
            foreach (var child in at.ChildNodes) Collect(child);
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
