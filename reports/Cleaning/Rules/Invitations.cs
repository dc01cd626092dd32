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
    private static readonly string[] Beginnings = ["更多", "需要", "欢迎", "获取", "下载", "索取", "如需", "想要"];
    private static readonly string[] Helpers = ["客服", "小编", "助理", "管理员", "老师"];

    private static readonly Regex Invitation = new(
        $"(?:{string.Join('|', Beginnings)})[^,。:;!?]{{0,16}}(?:加|联系|添加|关注|咨询|登录|搜索|访问|私信)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // What the reader is asked to do behind the contact; the invitation ends with it.
    private static readonly string[] Deeds = ["免费领取", "领取", "获取", "索取", "下载", "咨询", "了解详情", "进群"];

    // Leads to a seller's name: 「更多材料尽在…」.
    private static readonly Regex Lead = new(
        "(?:更多|海量|全套|精品|优质)[^,。:;!?]{0,12}(?:尽在|就在|都在|请上|请到|请看|关注)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Following = new(
        "欢迎(?:关注|访问|加入|订阅|登录|搜索)(?<name>[^,。:;!?]{2,14}|),?(?<offer>(?:获取|领取|下载|查看|索取|学习)[^,。:;!?]{0,12})",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private const int LongestName = 12;
    private const int ShortestPlain = 2;
    private const int ShortestLabel = 2;

    public override string Name => "invitation";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
            if (!NameVetoes.IsInTableRow(line.Span))
            {
                RemoveInvitations(draft, line, context.Marks);
                RemoveFollowers(draft, line, context.Marks);
                RemoveLeads(draft, line, context.Marks);
            }
    }

    /// <summary>
    /// Whether words of the report stand before the invitation of a line: 「2024年工作安排更多范文请加QQ…」. Then the invitation goes, and not
    /// the line.
    /// </summary>
    internal static bool FollowsPlainWords(string folded, MarkSet marks)
    {
        foreach (var match in Invitation.EnumerateMatches(folded))
        {
            var start = LatestBeginning(folded, match.Index, match.Index + match.Length, match.Index + match.Length, null, marks);
            var before = folded[..start];
            return start >= ShortestPlain && before.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF')
                && !AdvertisingSignals.Of(before, marks).Any && !SiteWords.IsSiteName(before)
                && AdvertisingSignals.WithoutLabel(before).Length + ShortestLabel > start; // 「本文由…整理，更多材料请加…」
        }

        return false;
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
            var helper = HelperAt(folded, match.Index + match.Length);
            var reach = AdvertisingSignals.ContactAt(folded, match.Index + match.Length + helper);
            if (reach == 0 && !HoldsRemovedName(draft, line, match.Index + match.Length + helper))
                continue;

            var end = EndOfName(folded, match.Index + match.Length + helper + reach);
            var deed = Array.Find(Deeds, word => folded.AsSpan(end).StartsWith(word, StringComparison.Ordinal));
            end += deed?.Length ?? 0;
            if (AdvertisingSignals.IsOwnChannel(folded[match.Index..end]) || !Offers(folded[match.Index..end], deed, marks))
                continue;

            var start = LatestBeginning(folded, match.Index, match.Index + match.Length, end, deed, marks);
            if (end < folded.Length && folded[end] == '。' && start > 0)
            {
                // Behind a heading the full stop is the invitation's, in mid-sentence the sentence's.
                var before = folded[start - 1];
                var isOver = !char.IsLetterOrDigit(before) && (!Characters.Closes(before) || Characters.EndsSentence(before));
                if (isOver || WebAddress.EndsAt(folded, start) > 0)
                    end++;
                else if (folded.Length == end + 1)
                    draft.Suspect(line.Folded.Unfold(end, 1).Start, 1, Name, "the full stop behind an invitation");
            }

            if (start > 0 && end < folded.Length && (folded[start - 1], folded[end]) is ('(', ')') or ('【', '】') or ('[', ']'))
                (start, end) = (start - 1, end + 1);

            var (at, span) = line.Folded.Unfold(start, end - start);
            draft.Remove(at, span, Name, "invites to a seller");
        }
    }

    /// <summary>「欢迎关注…，获取更多材料」: the name between is the seller's.</summary>
    private void RemoveFollowers(Draft draft, TextLine line, MarkSet marks)
    {
        var folded = line.Folded.Text;
        if (!folded.Contains("欢迎", StringComparison.Ordinal))
            return;

        foreach (Match match in Following.Matches(folded))
        {
            var name = match.Groups["name"].Value.Trim('“', '”', '【', '】', '「', '」');
            if (AdvertisingSignals.IsOwnChannel(match.Value) || AdvertisingSignals.Of(match.Groups["offer"].Value, marks).Goods == 0
                || NameVetoes.IsPlaceOrOrgan(name)
                || (name.Length == 0 && !HoldsRemovedName(draft, line, match.Groups["name"].Index)))
                continue;

            var end = match.Index + match.Length;
            end += end < folded.Length && folded[end] is '。' or '!' ? 1 : 0;
            var (at, span) = line.Folded.Unfold(match.Index, end - match.Index);
            draft.Remove(at, span, Name, "invites to a seller");
            if (AdvertisingSignals.WithoutLabel(name) is { Length: > ShortestPlain } bare && bare.All(Characters.IsHan))
                draft.FoundNames.Add(bare);
        }
    }

    private static bool Offers(string phrase, string? deed, MarkSet marks) => deed is not null || AdvertisingSignals.Of(phrase, marks).Goods > 0;

    /// <summary>
    /// Where an invitation begins of which more than one word may be the first: 「…更多新潜能需要本文完整版请联系…」. The last of them from which
    /// it still offers something; what stands before that is the report's unless it advertises too.
    /// </summary>
    private static int LatestBeginning(string folded, int start, int verb, int end, string? deed, MarkSet marks)
    {
        for (var at = verb - 1; at > start; at--)
            if (Array.Exists(Beginnings, word => folded.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
                && Offers(folded[at..end], deed, marks))
                return AdvertisingSignals.IsPlainWords(folded[start..at]) ? start : at;

        return start;
    }

    /// <summary>The length of the words for whom to ask: 「请加客服微信…」.</summary>
    private static int HelperAt(string folded, int at) =>
        Array.Find(Helpers, word => folded.AsSpan(at).StartsWith(word, StringComparison.Ordinal))?.Length ?? 0;

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
