using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// A seller's number in the middle of a sentence: 「行业QQ群731900452团组织」. Numbers that an office gives of itself are introduced.
/// </summary>
internal sealed class SplicedContacts : CleaningRule
{
    // In bits: what is tied less is no word.
    private const double LeastTie = 1;
    private const string Verbs = "加进入添";

    private static readonly Regex Number = new(
        @"(?:加|进|入)?(?:客服|助理|小编)?(?:qq|扣扣|企鹅)(?:交流)?(?:群|号)*[:]?[0-9]{6,12}|(?:加|添加)?(?:客服|助理|小编)?(?:微信|薇信|vx|v信|威信|微)号?[:]?[a-z][a-z0-9_\-]{5,20}|(?:微信)?(?:公众号|"
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

            // 「建立财政惠客服微信…企资金」: what stands around the number belongs together.
            var end = match.Index + match.Length;
            if (introduced && !(match.Index > 0 && end < text.Length && Characters.IsHan(text[match.Index - 1]) && Characters.IsHan(text[end])
                && BigramTable.Instance.AreCollocated(text[match.Index - 1], text[end])))
                continue;

            // 「，加微信…快构建」, 「深入QQ…实施」: the verb before the number may be a character of the sentence's own word.
            var (index, size) = (match.Index, match.Length);
            if (Verbs.Contains(text[index], StringComparison.Ordinal)
                && (IsTiedToNext(text, index, index + size) || (index > 0 && Characters.IsHan(text[index - 1]))))
                (index, size) = (index + 1, size - 1);

            // In brackets the invitation around the number goes with it.
            var bracket = MarkExtent.BracketAround(text, index, index + size);
            var (start, length) = bracket.Length > 0
                && AdvertisingSignals.Of(text.Substring(bracket.Start, bracket.Length), context.Marks).Invitations > 0
                ? draft.Folded.Unfold(bracket.Start, bracket.Length)
                : MarkExtent.Expand(draft.Folded, index, size);
            draft.Remove(start, length, Name, "a seller's number");
        }
    }

    /// <summary>Whether a character makes a word with one further on, and more so than with the one before it.</summary>
    private static bool IsTiedToNext(string text, int at, int next)
    {
        if (next >= text.Length)
            return false;

        var table = BigramTable.Instance;
        var before = at == 0 ? LeastTie : Math.Max(LeastTie, table.MutualInformation(text[at - 1], text[at]));
        return table.MutualInformation(text[at], text[next]) >= before;
    }
}
