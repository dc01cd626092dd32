using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Sentences with which a report turns from one thing to the next without a heading: 「究其原因，…」, 「下一步，我局将…」.</summary>
internal static class Turns
{
    private const int Reach = 90;
    private const int ClosingReach = 400;

    private static readonly Regex Problems = Of(
        @"^.{0,40}(?:清醒地?(?:认识|看到|意识)|深刻认识到|也要看到|也(?:应|应该|必须)看到|肯定成绩的同时|总结成绩的同时|看到成绩的同时|取得成绩的同时).{0,40}(?:问题|不足|短板|困难|差距|挑战|薄弱|弱项)|^(?:但是?|同时|与此同时|然而|当然|不过|虽然|尽管|回顾|对照|在肯定|在总结|总的来看|一年来).{0,60}(?:仍|还|也|但|尚|依然).{0,6}(?:存在|有).{0,14}(?:问题|不足|短板|困难|差距|薄弱|弱项)|^(?:目前|当前)?.{0,12}(?:还|仍|尚|主要|依然)存在(?:着|的)?.{0,8}(?:问题|不足|短板|困难|差距|薄弱|弱项)|^(?:工作中)?存在的?(?:主要|突出)?(?:问题|不足|短板|差距)(?:和(?:不足|困难))?(?:有|是|主要|[:：])|^(?:主要|突出)(?:问题|不足|短板)(?:表现|是|有|[:：])");

    private static readonly Regex Causes = Of(
        @"^(?:究其|分析|剖析|深究|反思|探究|深挖|追根|归根).{0,14}(?:原因|根源|成因)|^(?:产生|造成|出现|导致|存在)(?:上述|以上|这些|这种|的)?.{0,10}(?:问题|不足|差距|现象|情况).{0,12}(?:原因|根源)|^(?:以上|上述|这些)(?:问题|不足|差距).{0,24}(?:原因|根源|归结|究其)|^(?:以上|上述|这些)(?:问题|不足|差距).{0,8}(?:产生|出现|存在|形成).{0,40}(?:主观|客观|归结|在于|由于|源于|因为)|^之所以.{0,40}(?:主要是|是因为|在于|归根)|^(?:主要|根本|深层次?的?)原因(?:有|是|在于|包括|[:：])|^原因(?:主要)?(?:有|是|在于|[:：])");

    private static readonly Regex Plans = Of(
        @"^(?:下一?步|下一?阶段|今后|在今后的?(?:工作|学习)|明年|来年|新的一年|接下来|面对新|展望).{0,40}(?:将|要|打算|计划|重点|着力|努力|坚持|继续|从)|^(?:针对|对于)(?:上述|以上|存在|这些).{0,16}(?:问题|不足|差距|原因).{0,20}(?:将|要|打算|计划|拟|措施)|^20[0-9]{2}年[，,](?:我们?|我局|我县|我市|我区|全局|全县|全市|本单位)?.{0,10}(?:将|计划|打算)|^(?:下一?步)(?:工作)?(?:打算|计划|思路|措施)|^(?:各位代表[，,!！])?(?:20[0-9]{2}年|今年|新的一年).{0,60}(?:做好(?:今年|全年|新一年|各项|政府)?.{0,8}工作|总体要求|总的要求|预期目标|总体思路|主要目标)|^(?:做好|综合考虑|今年|全年|20[0-9]{2}年).{0,30}(?:总体要求|总的要求|总体思路|预期目标|奋斗目标|主要目标)(?:是|为|[:：])");

    // What was reached is told again once the problems are named: thanks, and whom the deeds are owed to.
    private static readonly Regex Back = Of(@"^(?:各位代表[，,!！:：]?)?(?:过去一年|一年来|回顾|这些成绩|以上成绩|成绩的取得|取得这些成绩|上述成绩|工作的推进).{0,60}(?:成绩|成效|来之不易|感谢|敬意|离不开|得益于|归功于|领导)");

    private static readonly Regex Closing = Of(
        @"^(?:以上|综上|特此|此致|专此|述职完毕|报告完毕|汇报完毕|我的(?:述职|汇报|报告)|不当之处|不妥之处|妥否|如有不|敬请|谢谢|述职人|报告人|汇报人|最后[，,].{0,10}(?:祝|感谢|谢谢))|^(?:各位(?:代表|领导|委员|同志|同事)|同志们)[，,!！]?$|^.{0,240}让我们.{0,80}(?:团结|携手|奋斗|努力|奋进|前进|贡献|谱写|书写)|^(?:各位(?:代表|领导|委员|同志|同事)|同志们)[，,!！:：].{0,200}我们(?:要|坚信|将).{0,10}(?:团结|携手)");

    private static readonly Regex LastWord = Of(@"^(?:同志们|各位(?:代表|领导|委员|同志|同事))[，,!！:：]|^(?:希望|相信)(?:大家|同志们|全体)");

    private static readonly Regex Opening = Of(
        @"(?:现将|现就|下面|现向|现代表|我(?:谨)?代表).{0,80}(?:如下|报告|汇报|述职|评议|审议)|(?:请予审议|请予审查|请(?:大家|各位)?评议|请审议|汇报如下|报告如下|述职如下|作如下)|^(?:各位(?:代表|领导|委员|同志|评委)|同志们|尊敬的).{0,20}[:：!！,，]$|^根据.{0,80}(?:要求|安排|通知|部署)");

    /// <summary>The type that a sentence turns to from another; null where it goes on with the same.</summary>
    public static SectionType? From(SectionType current, ReadOnlySpan<char> sentence)
    {
        var folded = Fold(sentence);
        if (folded.Length == 0)
            return null;

        return current switch
        {
            SectionType.存在问题 when Causes.IsMatch(folded) => SectionType.原因分析,
            SectionType.存在问题 or SectionType.原因分析 when Plans.IsMatch(folded) => SectionType.下一步打算,
            SectionType.导语 or SectionType.主要工作 when Problems.IsMatch(folded) => SectionType.存在问题,
            _ => null,
        };
    }

    /// <summary>Whether a paragraph after the problems tells of the deeds again.</summary>
    public static bool IsBack(ReadOnlySpan<char> paragraph) => Back.IsMatch(Fold(paragraph));

    /// <summary>Whether a report begins to end here: 「以上报告，请予审议」, 「让我们更加紧密地团结…」.</summary>
    public static bool IsClosing(ReadOnlySpan<char> paragraph) => Closing.IsMatch(Fold(paragraph, ClosingReach));

    /// <summary>Whether the very last paragraph addresses the hearers once more.</summary>
    public static bool IsLastWord(ReadOnlySpan<char> paragraph) => LastWord.IsMatch(Fold(paragraph));

    /// <summary>Whether a paragraph before all headings only opens the report.</summary>
    public static bool IsOpening(ReadOnlySpan<char> paragraph) => Opening.IsMatch(Fold(paragraph));

    public static bool IsPlans(ReadOnlySpan<char> sentence) => Plans.IsMatch(Fold(sentence));

    private static string Fold(ReadOnlySpan<char> text, int reach = Reach)
    {
        var head = text[..Math.Min(text.Length, reach)].ToString();
        return FoldedText.Of(head, 0, head.Length).Text;
    }

    private static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
