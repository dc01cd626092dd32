using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Lines in which a site speaks of itself, once its name is known.</summary>
internal static class SiteLines
{
    private const int LongestAdvertisement = 60;

    /// <summary>A line that speaks of a name and little else is the site's own: 「…，与你一起写材料」.</summary>
    /// <param name="places">Where the name stands in the draft's folded text, in order.</param>
    public static void Remove(Draft draft, CleaningContext context, string name, IEnumerable<int> places, string rule)
    {
        TextLine? line = null;
        foreach (var place in places)
        {
            var at = draft.Folded.Unfold(place, 1).Start;
            if (line is not null && at < line.End)
                continue;

            line = draft.LineAt(at);
            var folded = line.Folded.Text;
            // 「。」 at a line's beginning ends the sentence of the line above.
            if (Characters.EndsSentence(folded[0]) || HoldsANumber(folded, name)
                || PlainWords.Of(folded.Replace(name, "\u0001", StringComparison.Ordinal), context.Marks).AreReports)
                continue;

            // 「…，每天一篇好材料。长按识别二维码，回复“述职”领取文稿」: several sentences, and all of them sell.
            if (SellsAfter(folded, name, context.Marks))
            {
                draft.RemoveLine(line, rule, $"an advertisement of 「{name}」");
                continue;
            }

            if (folded.Length > name.Length + 20 || LineShape.IsBody(folded))
                continue;

            // 「…　2023年度工作总结」 is a title with a name before it.
            var rest = folded.Replace(name, "", StringComparison.Ordinal);
            var isTitle = LineShape.IsTitle(rest) && rest[0] != ',';
            if (!isTitle && IsOfSite(rest, context.Marks))
                draft.RemoveLine(line, rule, $"a line of 「{name}」 about itself");
        }
    }

    /// <summary>Short lines that begin with one of a seller's names and a bar: 「…——与你一起写材料」.</summary>
    public static void RemoveOwn(Draft draft, CleaningContext context, IReadOnlySet<string> names, string rule)
    {
        if (names.Count == 0)
            return;

        var longest = names.Max(name => name.Length);
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text.TrimStart('【', '[', '—', '-');
            for (var length = Math.Max(1, folded.Length - 20); length <= longest && length < folded.Length; length++)
                if (folded[length] is '—' or '-' or '|' or ':' or '】' or ',' && names.Contains(folded[..length])
                    && !HoldsANumber(folded, folded[..length]) && !LineShape.IsBody(folded) && !LineShape.IsTitle(folded)
                    && !PlainWords.Of(folded[length..], context.Marks).AreReports)
                {
                    draft.RemoveLine(line, rule, $"a line of 「{folded[..length]}」 about itself");
                    break;
                }
        }
    }

    /// <summary>Whether a heading's number stands behind the name: then the rest of the line is the report's.</summary>
    private static bool HoldsANumber(string folded, string name)
    {
        var at = folded.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && LineShape.IsNumbered(folded[(at + name.Length)..].TrimStart(':', ')', '】', '·', '|', '-'));
    }

    /// <summary>Whether a line begins with the name and goes on with a way to reach it, an invitation and goods.</summary>
    private static bool SellsAfter(string folded, string name, MarkSet marks) =>
        folded.Length <= name.Length + LongestAdvertisement && folded.StartsWith(name, StringComparison.Ordinal)
        && folded.Length > name.Length && folded[name.Length] is ',' or ':' or '—' or '-' or '|' or '。'
        && folded[name.Length..] is var rest && AdvertisingSignals.Of(rest, marks) is { Contacts: > 0, Invitations: > 0, Goods: > 0 }
        && !AdvertisingSignals.IsOwnChannel(rest);

    /// <summary>Whether what stands beside the name only advertises.</summary>
    private static bool IsOfSite(string rest, MarkSet marks) =>
        AdvertisingSignals.IsPlainWords(string.Concat(rest.Where(Characters.IsHan)))
        || (AdvertisingSignals.Of(rest, marks) is { Kinds: > 0, Sum: > 1 } && !AdvertisingSignals.IsOwnChannel(rest));
}
