using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>An advertisement that shares its line with the report: in brackets, or as a sentence at the line's end or beginning.</summary>
internal sealed class AdvertisingSentences : CleaningRule
{
    private const int Longest = 120;

    // Offices too have hot lines, groups and channels, and write about advertising.
    private static readonly string[] OfOffices = ["举报", "投诉", "群众", "干部", "党员", "清理", "整治", "诱导", "违规", "政务", "宣传", "推送", "诈骗", "企业", "党组织", "支部", "居民", "村民", "监督", "12345", "工作群", "网格", "排查", "培训", "建立", "开通", "打造", "累计", "开展"];

    private static readonly Regex Follow = new("(?:关注|搜索|添加|加入|订阅|扫码)[^,。“]{0,8}(?:公众号|公号|微信|小程序|星球)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] OfSites = ["转载", "外传", "会员", "本站", "下载", "来源于网络", "来自网络", "本资料", "本文档", "侵删"];

    public override string Name => "advertising-sentence";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (folded.Length < 20)
                continue;

            foreach (var (start, length) in MarkExtent.Brackets(folded).Concat(Edges(folded)))
                if (length <= Longest && IsAdvertising(folded.Substring(start, length), folded[start] is '(' or '【' or '[', context))
                {
                    var (at, span) = line.Folded.Unfold(start, length);
                    draft.Remove(at, span, Name, "invites or sells in a site's name");
                }
        }
    }

    private static bool IsAdvertising(string words, bool inBrackets, CleaningContext context)
    {
        if (Array.Exists(OfOffices, word => words.Contains(word, StringComparison.Ordinal)))
            return false;

        var signs = AdvertisingSignals.Of(words, context.Marks);
        var leads = signs.Reach + signs.Names > 0 || Follow.IsMatch(words);
        return (leads && signs.Invitations + signs.Goods + signs.Notices > 0) || (inBrackets && signs.Notices >= 2 && Array.Exists(OfSites, word => words.Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>The last sentence and the last two; the first.</summary>
    private static List<(int Start, int Length)> Edges(string folded)
    {
        var starts = Sentences.Starts(folded, semicolons: false);
        var edges = new List<(int Start, int Length)>();
        if (starts.Count < 2)
            return edges;

        edges.Add((starts[^1], folded.Length - starts[^1]));
        edges.Add((0, starts[1]));
        if (starts.Count > 2)
        {
            edges.Add((starts[^2], folded.Length - starts[^2]));
            edges.Add((starts[^2], starts[^1] - starts[^2]));
        }

        return edges;
    }
}
