using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Page numbers that were saved as lines: 第 3 页 共 6 页, - 2 -, 3/12, and bare numbers that count up.</summary>
internal sealed class PageNumbers : CleaningRule
{
    private static readonly Regex Line = new(@"^(?:第[0-9]{1,4}页(?:[,，/]?共[0-9]{1,4}页)?|共[0-9]{1,4}页[,，/]?第[0-9]{1,4}页|"
        + @"[\-—–―_·•~]+[0-9]{1,4}[\-—–―_·•~]*|[0-9]{1,4}[\-—–―]+|[0-9]{1,3}/[0-9]{1,3}|page[0-9]{1,4}(?:of[0-9]{1,4})?|"
        + @"p[.][0-9]{1,4})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Inside =
        new(@"第[0-9]{1,4}页[,，/]?共[0-9]{1,4}页|共[0-9]{1,4}页[,，/]第[0-9]{1,4}页", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public const string RuleName = "page-number";

    public override string Name => RuleName;

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var bare = new List<(int Number, TextLine Line)>();
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (folded.Length is 0 or > 20)
                continue;

            // In mid-page such signs are cells of a table.
            if (context.Document.Format == "pdf" && !draft.IsAtPageEdge(line))
                continue;
            if (Line.IsMatch(folded))
                draft.RemoveLine(line, Name, "a page's number");
            else if (folded.Length <= 3
                && int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                bare.Add((number, line));
        }

        // Bare numbers are pages only where three or more count up by one, or each stands beside a form feed.
        if ((bare.Count >= 3 || bare.TrueForAll(pair => IsBesideFormFeed(draft, pair.Line)))
            && bare.Zip(bare.Skip(1)).All(pair => pair.Second.Number == pair.First.Number + 1))
            foreach (var (_, line) in bare)
                draft.RemoveLine(line, Name, "a page's number");

        draft.ApplyPending();
        foreach (ValueMatch match in Inside.EnumerateMatches(draft.Folded.Text))
        {
            var (start, length) = draft.Folded.Unfold(match.Index, match.Length);
            draft.Remove(start, length, Name, "a page's number");
        }
    }

    private static bool IsBesideFormFeed(Draft draft, TextLine line)
    {
        var raw = draft.Raw.AsSpan(draft.RawOffset(line.End - 1) + 1);
        return raw[..(raw.Length - raw.TrimStart().Length)].Contains('\f');
    }
}
