using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Tables of contents: under 「目录」 lines that come again below or end in a page's number; rows of dots with a number anywhere.
/// </summary>
internal sealed class Contents : CleaningRule
{
    private static readonly Regex Leader =
        new(@"^.{2,60}?(?:[.．…·\-—_]{3,}|…+)\(?[0-9]{1,3}\)?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex PageAtEnd = new(@"[^0-9年月日][0-9]{1,3}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override string Name => "contents";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var prefixes = new Lazy<LinePrefixes>(() => new(lines.ConvertAll(line => line.Folded.Text)));
        for (var i = 0; i < lines.Count; i++)
        {
            var folded = lines[i].Folded.Text;
            var isHead = folded is "目录" or "目次" or "contents" or "【目录】" or "[目录]";
            if (!isHead && !Leader.IsMatch(folded))
                continue;

            var end = i + (isHead ? 1 : 0);
            while (end < lines.Count && IsEntry(lines[end].Folded.Text, end, isHead, prefixes))
                end++;

            if (end - i < (isHead ? 2 : 3))
                continue;

            for (; i < end; i++)
                draft.RemoveLine(lines[i], Name, "the table of contents");

            i--;
        }
    }

    private static bool IsEntry(string entry, int at, bool underHead, Lazy<LinePrefixes> prefixes)
    {
        if (Leader.IsMatch(entry))
            return true;

        if (!underHead || entry.Length > 60 || entry.Contains('。', StringComparison.Ordinal))
            return false;

        var words = PageAtEnd.IsMatch(entry) ? entry.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') : entry;
        return words.Length < entry.Length || prefixes.Value.Last(words) > at;
    }
}
