using System.Buffers;
using System.Text.RegularExpressions;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Links;

/// <summary>Which cause and which measure of a report belong to each of its problems?</summary>
public static partial class ReportLinks
{
    /// <summary>A shorter line without heading and numbering is a lead-in or a remark.</summary>
    private const int ShortestPart = 24;

    /// <summary>A shorter heading that stands alone names a section and measures nothing.</summary>
    private const int ShortestMeasure = 14;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，。；：,;\n");

    /// <param name="passages">All passages of the report in order, each with its section's type.</param>
    /// <param name="items">Its problems.</param>
    public static IReadOnlyList<ReportLink> Join(
        IReadOnlyList<(SectionType Section, string? Heading, string Text)> passages, IReadOnlyList<ProblemItem> items)
    {
        var problems = Problems(passages, items);
        var causes = Parts(passages, SectionType.原因分析);
        var measures = Parts(passages, SectionType.下一步打算);
        var words = new PartWords([.. problems, .. causes, .. measures]);
        var isListOfCauses = causes.Count > 0 && problems.Count > 0 && causes[^1].Order == problems[^1].Order;
        var ofCauses = LinkJoiner.Join(problems, causes, words, isListOfCauses);
        var ofMeasures = LinkJoiner.Join(problems, measures, words, byPlace: true);
        return [.. problems.Select((problem, p) => new ReportLink(problem, OwnCause(problem) ?? ofCauses[p], ofMeasures[p]))];
    }

    private static List<LinkPart> Problems(
        IReadOnlyList<(SectionType Section, string? Heading, string Text)> passages, IReadOnlyList<ProblemItem> items)
    {
        var parts = new List<LinkPart>();
        string? above = null;
        foreach (var item in items)
        {
            var (_, heading, text) = passages[item.Passage];
            var continues = heading is not null && heading == above;
            parts.Add(new LinkPart(
                item.Passage, item.Start, item.Length,
                parts.Count == 0 ? 0 : parts[^1].Order + (continues ? 0 : 1),
                item.Head, text.Substring(item.Start, item.Length)));
            above = heading;
        }

        return parts;
    }

    private static List<LinkPart> Parts(IReadOnlyList<(SectionType Section, string? Heading, string Text)> passages, SectionType section)
    {
        var parts = new List<LinkPart>();
        string? above = null;
        for (var number = 0; number < passages.Count; number++)
        {
            var (type, heading, text) = passages[number];
            if (type != section)
                continue;
            var own = heading is not null && text.Contains(heading, StringComparison.Ordinal);
            var marker = ItemMarkers.LengthAt(text);
            var isRemark = !own && marker == 0 && text.Length < ShortestPart;
            var isHeadingAlone = heading?.Length < ShortestMeasure && text.Length <= heading.Length + marker + 1;
            if (isRemark || isHeadingAlone || text.TrimEnd().EndsWith('：'))
                continue;
            var continues = !own && heading is not null && heading == above;
            var head = own ? heading! : FirstClause(text, marker);
            parts.Add(new LinkPart(number, 0, text.Length, parts.Count == 0 ? 0 : parts[^1].Order + (continues ? 0 : 1), head, text));
            above = own ? heading : above;
        }

        return parts;
    }

    /// <summary>A cause in the problem's own text, from the word that announces it to the end of its sentence.</summary>
    private static LinkJoin? OwnCause(LinkPart problem)
    {
        var match = Announced().Match(problem.Text);
        if (!match.Success)
            return null;
        var part = problem with { Start = problem.Start + match.Index, Length = match.Length, Head = match.Value, Text = match.Value };
        return new LinkJoin(part, LinkBasis.Text, [], 1);
    }

    private static string FirstClause(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny(ClauseEnds);
        return end < 0 ? text[start..] : text.Substring(start, end);
    }

    [GeneratedRegex(
        "(?:究其原因|究其根源|主要原因(?:是|在于)|原因在于|根源在于|原因是|根本上是|根子在|主要是由于|主要是因为)[^。！？\n]*[。！？]?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Announced();
}
