using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>An advertisement that shares its line with the report: in brackets, or as the line's first or last sentence.</summary>
/// <remarks>Exactly the sentence that advertises goes; its neighbours are never judged with it.</remarks>
internal sealed class AdvertisingSentences : CleaningRule
{
    // A sentence that sells is short; a long one that names an address is the report's.
    private const int Longest = 44;
    private const int LongestBracket = 120;

    private static readonly Regex Follow = new(
        "(?:关注|搜索|添加|加入|订阅|扫码)[^,。“]{0,8}(?:公众号|公号|微信|小程序|星球)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // 「版权所有，转载必究」 behind a full stop: a notice and nothing else.
    private static readonly Regex NoticeAlone = new(
        "^(?:(?:版权所有|转载必究|翻版必究|侵权必究|请勿转载|禁止转载|谢绝转载|不得转载|严禁转载|请勿外传|禁止外传|本站原创)[,，。!！ ]?){1,3}$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Beginnings = ["欢迎关注", "更多", "需要", "关注", "下载", "扫码", "加入", "获取", "如需"];

    private static readonly string[] OfSites = ["转载", "外传", "会员", "本站", "下载", "来源于网络", "来自网络", "本资料", "本文档", "侵删"];

    public override string Name => "advertising-sentence";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (folded.Length < 20 || NameVetoes.IsInTableRow(line.Span))
                continue;

            foreach (var (start, length) in MarkExtent.Brackets(folded).Concat(Edges(folded)))
            {
                if (length == folded.Length || length > (folded[start] is '(' or '【' or '[' ? LongestBracket : Longest))
                    continue;

                var words = folded.Substring(start, length);
                var inBrackets = words[0] is '(' or '【' or '[';
                if (AdvertisingSignals.IsOwnChannel(words))
                    continue;

                var (at, span) = line.Folded.Unfold(start, length);
                if (IsAdvertising(words, inBrackets, context.Marks))
                    draft.Remove(at, span, Name, "invites or sells in a site's name");
                else if (MayAdvertise(words, context.Marks))
                    draft.Suspect(at, span, Name, "invites the reader, but names no way to reach a seller");
            }
        }
    }

    private static bool IsAdvertising(string words, bool inBrackets, MarkSet marks)
    {
        var signs = AdvertisingSignals.Of(words, marks);
        if (signs.Reach + signs.Names > 0 && signs.Invitations + signs.Goods + signs.Notices > 0)
            return true;

        if (NoticeAlone.IsMatch(words))
            return true;

        if (words.Length <= 36 && signs.Invitations > 0 && signs.Goods > 0
            && Array.Exists(Beginnings, word => words.StartsWith(word, StringComparison.Ordinal)))
            return true;

        if (Follow.IsMatch(words) && signs.Goods > 0 && signs.Invitations > 0)
            return true;

        return inBrackets && signs.Notices >= 2 && Array.Exists(OfSites, word => words.Contains(word, StringComparison.Ordinal));
    }

    private static bool MayAdvertise(string words, MarkSet marks)
    {
        var signs = AdvertisingSignals.Of(words, marks);
        return signs.Contacts > 0 && signs.Invitations > 0 && signs.Goods > 0 && words.Length <= 40;
    }

    /// <summary>The first and the last sentence of a line that holds several.</summary>
    private static IEnumerable<(int Start, int Length)> Edges(string folded)
    {
        var starts = Sentences.Starts(folded, semicolons: false);
        if (starts.Count < 2)
            yield break;

        yield return (starts[^1], folded.Length - starts[^1]);
        yield return (0, starts[1]);
    }
}
