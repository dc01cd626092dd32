using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Lines in which a site speaks of itself, once its name is known.</summary>
internal static class SiteLines
{
    /// <summary>A line that speaks of a name and little else is the site's own: 「…，与你一起写材料」.</summary>
    public static void Remove(Draft draft, CleaningContext context, string name, string rule)
    {
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (HoldsANumber(folded, name))
                continue;

            if (folded.Length > name.Length + 20 || !folded.Contains(name, StringComparison.Ordinal) || LineShape.IsBody(folded))
                continue;

            // 「…　2023年度工作总结」 is a title with a name before it.
            var rest = folded.Replace(name, "", StringComparison.Ordinal);
            var isTitle = LineShape.IsTitle(rest) && rest[0] != ',';
            if (!isTitle && (AdvertisingSignals.Of(rest, context.Marks).Any || IsSetApart(line, name)))
                draft.RemoveLine(line, rule, $"a line of 「{name}」 about itself");
        }
    }

    /// <summary>Whether a heading's number stands behind the name: then the rest of the line is the report's.</summary>
    private static bool HoldsANumber(string folded, string name)
    {
        var at = folded.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && LineShape.IsNumbered(folded[(at + name.Length)..].TrimStart(':', ')', '】', '·', '|', '-'));
    }

    /// <summary>Whether a line begins or ends with a name and a gap or bar parts it from the rest.</summary>
    private static bool IsSetApart(TextLine line, string name)
    {
        var span = line.Span.Trim();
        var at = span.IndexOf(name, StringComparison.Ordinal);
        return (at == 0 && span.Length > name.Length && IsGap(span[name.Length])) || (at > 0 && at + name.Length == span.Length && IsGap(span[at - 1]));
    }

    private static bool IsGap(char c) => Characters.IsBlank(c) || c is '|' or '丨' or '，' or ',' or '·' or '-' or '—' or '：' or ':';
}
