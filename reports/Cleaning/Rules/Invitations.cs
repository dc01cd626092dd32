using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// An invitation that ends at the way to reach a seller, wherever it stands: 「更多材料请加QQ…」. It goes before single contacts do, which
/// would leave its first words behind.
/// </summary>
internal sealed class Invitations : CleaningRule
{
    // With these an invitation begins that ends at the way to reach the seller.
    private static readonly Regex Invitation = new(
        "(?:更多|需要|欢迎|获取|下载|索取|如需|想要)[^,。:;!?]{0,16}(?:加|联系|添加|关注|咨询|登录|搜索|访问|私信)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private const int LongestName = 12;

    public override string Name => "invitation";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
            if (!NameVetoes.IsInTableRow(line.Span))
                RemoveInvitations(draft, line, context.Marks);
    }

    /// <summary>「…需要完整版请联系QQ…」 behind words of the report, with no full stop between: from its first word to the contact.</summary>
    private void RemoveInvitations(Draft draft, TextLine line, MarkSet marks)
    {
        var folded = line.Folded.Text;
        foreach (var match in Invitation.EnumerateMatches(folded))
        {
            var reach = AdvertisingSignals.ContactAt(folded, match.Index + match.Length);
            var phrase = folded.Substring(match.Index, match.Length + reach);
            if (reach == 0 || AdvertisingSignals.IsOwnChannel(phrase) || AdvertisingSignals.Of(phrase, marks).Goods == 0)
                continue;

            var end = EndOfName(folded, match.Index + match.Length + reach);
            if (end < folded.Length && folded[end] == '。' && match.Index > 0 && Characters.EndsSentence(folded[match.Index - 1]))
                end++;

            var start = match.Index;
            if (start > 0 && end < folded.Length && (folded[start - 1], folded[end]) is ('(', ')') or ('【', '】') or ('[', ']'))
                (start, end) = (start - 1, end + 1);

            var (at, span) = line.Folded.Unfold(start, end - start);
            draft.Remove(at, span, Name, "invites to a seller");
        }
    }

    /// <summary>Behind a channel's label, 「公众号：」 or 「公众号“」, the end of the channel's name.</summary>
    private static int EndOfName(string folded, int end)
    {
        if (folded[end - 1] is not (':' or '“' or '「' or '《' or '【'))
            return end;

        var name = end;
        while (name < folded.Length && name - end < LongestName
            && (Characters.IsHan(folded[name]) || char.IsAsciiLetterOrDigit(folded[name])))
            name++;

        return name < folded.Length && folded[name] is '”' or '」' or '》' or '】' ? name + 1 : name;
    }
}
