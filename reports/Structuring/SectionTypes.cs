using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>What a heading says about the section that it opens.</summary>
internal static class SectionTypes
{
    private static readonly (SectionType Type, Regex Pattern)[] Telling =
    [
        (SectionType.其他, Words(@"^(?:附件|附录|附表|名词解释|名词注释|注释|注解|有关名词|相关名词|用语说明|附[:：])")),
        (SectionType.结语, Words(@"^(?:结语|结束语|结语部分)$")),
        (SectionType.主要工作, Words(@"(?:整改|问题)(?:落实|整改|完成)*(?:情况|成效|进展)|(?:反馈|指出|查摆|发现)的?.{0,6}问题.{0,4}整改(?:落实)?(?:情况|$)|^[^打计下存]*(?:(?:完成|开展|进展|落实|推进|履职|工作)情况|回顾|总结|成效|成绩|做法)$")),
        (SectionType.下一步打算, Words(@"下一?步|下一?阶段|今后|打算|努力方向|(?:改进|整改)(?:的)?(?:措施|方向|思路|对策|打算|意见|方案)|任务清单|整改清单|措施清单|工作思路|明年|来年|翌年|新的一年|展望|工作计划|计划安排|(?:[0-9]{4}|今|本|新|全|新一)年度?(?:的)?.{0,14}(?:计划|打算|安排|思路|任务|目标|要求|部署|重点|建议|重点工作|举措|取向)|做好(?:今|[0-9]{4}|全|明)年|总体要求|目标任务|主要目标|奋斗目标|预期目标|发展目标|努力的方向")),
        (SectionType.原因分析, Words(@"原因|根源|成因|症结")),
        (SectionType.存在问题, Words(@"存在(?:的|着)?(?:一些|主要|突出|若干|具体|共性|差距|哪些|什么|不少)*(?:和|与|及)?(?:的)?(?:问题|不足|短板|差距|困难|薄弱|弱项|矛盾)|问题(?:清单|表现|查摆|检视|剖析)|(?:短板|弱项|不足|差距|困难|薄弱环节|不足之处)(?:清单|分析)?$|(?:主要|突出|面临|具体|现实|当前|检视|查摆|正视|注意|重视|反思).{0,6}问题$|^(?:的)?(?:问题|问题和.{0,6}|问题与.{0,6}|困难.{0,8}|不足.{0,4}|差距.{0,4}|短板.{0,6})$|对照检查情况|检视问题|问题.{0,3}(?:不足|短板|困难|挑战)")),
        (SectionType.主要工作, Words(@"主要工作|工作(?:开展|进展|完成|推进|落实|总体)?情况|履职|履责|成绩|成效|做法|亮点|回顾|工作总结|完成情况|开展情况|进展情况|落实情况|特色工作|主要业绩|业绩|做了什么|干了什么|工作举措|所做的?工作|主要举措")),
        (SectionType.下一步打算, Words(@"^(?:工作)?(?:主要)?(?:措施|对策|建议|思路|计划|规划|安排|任务|打算|目标|重点工作|意见建议|工作措施|保障措施|工作要求|重点任务|主要任务|工作安排|工作部署|工作目标|工作任务)(?:和|与|及)?.{0,6}$|(?:对策|意见)(?:和|与|及)?建议$|措施(?:和|与|及)建议$|^(?:我的|几点|有关)?(?:建议|意见|想法)$")),
    ];

    private static readonly Regex Deed = Words(@"^(?:坚持|着力|聚焦|解决|破解|推动|推进|强化|突出|围绕|全力|持续|深化|加强|紧扣|紧盯|抓好|抓实)|问题导向|解决.{0,8}问题|破解|补短板|补齐|强弱项|缩小.{0,4}差距|化解");

    /// <summary>The type that a heading tells; null where it says nothing of the kind.</summary>
    public static SectionType? Of(string heading)
    {
        var folded = Fold(heading);
        foreach (var (type, pattern) in Telling)
        {
            if (!pattern.IsMatch(folded) || (type == SectionType.存在问题 && Deed.IsMatch(folded)))
                continue;

            // 「问题及原因」 begins with its problems; a turn to the causes is found inside it.
            return type == SectionType.原因分析 && Telling[5].Pattern.IsMatch(folded) && !folded.StartsWith("原因", StringComparison.Ordinal) | folded.Contains("及原因", StringComparison.Ordinal)
                ? IsOfProblems(folded) ? SectionType.原因分析 : SectionType.存在问题
                : type;
        }

        return null;
    }

    /// <summary>Whether an inner heading says its type in so many words: 「（一）存在的问题」 does, 「（二）示范带动有差距」 names one.</summary>
    public static bool IsPlain(SectionType type, string heading) =>
        type != SectionType.存在问题 || heading.Contains("问题", StringComparison.Ordinal) || heading.Contains("存在", StringComparison.Ordinal) || heading.Length <= 6;

    /// <summary>Whether a short line alone would be taken for a section's heading.</summary>
    public static bool IsTelling(string line) => line.Length <= 18 && Of(line) is not null && !LineLook.IsTitle(Fold(line)) | line.Length <= 10;

    // 「存在问题的原因分析」, 「问题产生的原因」: about causes alone.
    private static bool IsOfProblems(string folded) =>
        folded.Contains("问题的原因", StringComparison.Ordinal) || folded.Contains("不足的原因", StringComparison.Ordinal) || folded.Contains("产生的", StringComparison.Ordinal) || folded.Contains("问题原因", StringComparison.Ordinal) || folded.Contains("问题根源", StringComparison.Ordinal) || folded.Contains("问题成因", StringComparison.Ordinal);

    private static string Fold(string heading) => FoldedText.Of(heading, 0, heading.Length).Text;

    private static Regex Words(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
