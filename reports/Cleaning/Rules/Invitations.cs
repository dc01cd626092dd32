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

    // What the reader is asked to do behind the contact; the invitation ends with it.
    private static readonly string[] Deeds = ["免费领取", "领取", "获取", "索取", "下载", "咨询", "了解详情", "进群"];

    // Leads to a seller's name: 「更多材料尽在…」.
    private static readonly Regex Lead = new(
        "(?:更多|海量|全套|精品|优质)[^,。:;!?]{0,12}(?:尽在|就在|都在|请上|请到|请看|关注)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private const int LongestName = 12;

    public override string Name => "invitation";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
            if (!NameVetoes.IsInTableRow(line.Span))
            {
                RemoveInvitations(draft, line, context.Marks);
                RemoveLeads(draft, line, context.Marks);
            }
    }

    /// <summary>「更多材料尽在…」 before a name that was taken out: its first words are no sentence without it.</summary>
    private void RemoveLeads(Draft draft, TextLine line, MarkSet marks)
    {
        var folded = line.Folded.Text;
        foreach (var match in Lead.EnumerateMatches(folded))
        {
            var end = match.Index + match.Length;
            var isWhole = match.Index == 0 || Characters.EndsSentence(folded[match.Index - 1]);
            var isOpen = end == folded.Length || Characters.EndsSentence(folded[end]);
            if (!isWhole || !isOpen || !HoldsRemovedName(draft, line, end) || AdvertisingSignals.IsOwnChannel(folded[match.Index..end]))
                continue;
            var (at, span) = line.Folded.Unfold(match.Index, Math.Min(folded.Length, end + 1) - match.Index);
            draft.Remove(at, span, Name, "leads to a seller");
        }
    }

    /// <summary>Whether a name of the list stood right behind a letter of the line.</summary>
    private static bool HoldsRemovedName(Draft draft, TextLine line, int end)
    {
        var (last, _) = line.Folded.Unfold(end - 1, 1);
        var next = last + 1 < draft.Text.Length ? draft.RawOffset(last + 1) : draft.Raw.Length;
        return draft.Raw.AsSpan(draft.RawOffset(last) + 1, next - draft.RawOffset(last) - 1).ContainsAnyExcept(" \t\n\u3000");
    }

    /// <summary>「…需要完整版请联系QQ…」 behind words of the report, with no full stop between: from its first word to the contact.</summary>
    private void RemoveInvitations(Draft draft, TextLine line, MarkSet marks)
    {
        var folded = line.Folded.Text;
        foreach (var match in Invitation.EnumerateMatches(folded))
        {
            var reach = AdvertisingSignals.ContactAt(folded, match.Index + match.Length);
            var phrase = folded.Substring(match.Index, match.Length + reach);
            var end = EndOfName(folded, match.Index + match.Length + reach);
            var deed = Array.Find(Deeds, word => folded.AsSpan(end).StartsWith(word, StringComparison.Ordinal));
            if (reach == 0 || AdvertisingSignals.IsOwnChannel(phrase)
                || (AdvertisingSignals.Of(phrase, marks).Goods == 0 && deed is null))
                continue;

            end += deed?.Length ?? 0;
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
