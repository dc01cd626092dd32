using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// A seller's number in the middle of a sentence: 「行业QQ群731900452团组织」. Numbers that an office gives of itself are introduced.
/// </summary>
internal sealed class SplicedContacts : CleaningRule
{
    private static readonly Regex Number = new(
        @"(?:加|进|入)?(?:qq|扣扣|企鹅)(?:交流)?(?:群|号)*[:]?[0-9]{6,12}|(?:加|添加)?(?:微信|薇信|vx|v信|威信|微)号?[:]?[a-z][a-z0-9_\-]{5,20}|(?:微信)?(?:公众号|"
            + @"公号)[:][“「]?[a-z][a-z0-9_\-]{3,20}[”」]?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Introductions = ["建立", "开通", "设立", "组建", "通过", "利用", "公布", "创建", "运用", "依托", "关注"];

    public override string Name => "spliced-contact";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        foreach (Match match in Number.Matches(text))
        {
            var before = text.AsSpan(Math.Max(0, match.Index - 6), Math.Min(6, match.Index));
            var introduced = false;
            foreach (var word in Introductions)
                introduced |= before.Contains(word, StringComparison.Ordinal);

            if (introduced)
                continue;

            // In brackets the invitation around the number goes with it.
            var bracket = MarkExtent.BracketAround(text, match.Index, match.Index + match.Length);
            var (start, length) = bracket.Length > 0
                && AdvertisingSignals.Of(text.Substring(bracket.Start, bracket.Length), context.Marks).Invitations > 0
                ? draft.Folded.Unfold(bracket.Start, bracket.Length)
                : MarkExtent.Expand(draft.Folded, match.Index, match.Length);
            draft.Remove(start, length, Name, "a seller's number");
        }
    }
}
