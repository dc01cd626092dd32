using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Switches of a site's paywall that were saved with the text: ##paidbegin##, [vip]…[/vip], {{hide}}.</summary>
internal sealed class PaywallMarks : CleaningRule
{
    private static readonly Regex Switch = new(
        @"##[/a-z][a-z0-9_\-:=]{1,30}##|\[/?(?:paid|pay|vip|svip|hide|free|member|login|reply)[a-z0-9_\-:=]{0,20}\]|\{\{/?(?:paid|pay|"
            + @"vip|hide|member)[a-z0-9_\-]{0,20}\}\}|[【\[](?:付费|会员|vip)(?:内容|可见|专享|专属|阅读)[】\]]|[【\[][^【】\[\]。,\n]{0,14}(?:会员可见|付费可见|"
            + @"登录可见|回复可见|会员专享)[】\]]|<!--[a-z0-9_\-/:]{1,40}-->|<{2,}[^<>\n]{0,12}(?:会员|vip|付费|登录|全文|剩余)[^<>\n]{0,12}>{2,}|"
            + @"(?:此处|以下|下文|后文|中间|其余|剩余)?(?:隐藏|省略|屏蔽)(?:了)?[0-9]{1,6}字[,，。]?(?:请)?(?:开通|登录|购买|付费|充值|加入|成为)[^,。;\n]{0,10}?"
            + @"(?:查看|阅读|浏览|可见|可看)(?:全文|剩余|更多|完整|原文)?(?:内容)?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override string Name => "paywall";

    public override RemovalGroup Group => RemovalGroup.Advertising;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (ValueMatch match in Switch.EnumerateMatches(draft.Folded.Text))
        {
            var (start, length) = draft.Folded.Unfold(match.Index, match.Length);
            draft.Remove(start, length, Name, "a paywall's switch");
        }
    }
}
