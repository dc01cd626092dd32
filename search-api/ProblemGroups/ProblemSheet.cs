using System.Globalization;
using KnowledgeBase.SearchApi.Exports;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>The problem ledger as a table.</summary>
internal static class ProblemSheet
{
    public static ExportTable Of(IEnumerable<(string Group, ProblemHit Item)> items) => new(
        "问题账本",
        ["问题", "表述", "小标题", "单位", "类型", "年份", "文种", "报告", "来源", "主题", "链接"],
        items.Select(entry => (IReadOnlyList<string>)
        [
            entry.Group,
            entry.Item.Text,
            entry.Item.Heading,
            entry.Item.Unit ?? "",
            entry.Item.UnitType ?? "",
            entry.Item.Year?.ToString(CultureInfo.InvariantCulture) ?? "",
            entry.Item.Kind ?? "",
            entry.Item.Title,
            entry.Item.Source ?? "",
            entry.Item.Topic ?? "",
            entry.Item.Url,
        ]));
}
