using System.Globalization;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Exports;

/// <summary>A hit as a row of cells.</summary>
public static class ExportRow
{
    public static IReadOnlyList<string> Columns { get; } = ["段落", "小标题", "章节", "单位", "类型", "年份", "文种", "报告", "来源", "主题", "匹配", "链接"];

    public static IReadOnlyList<string> Of(SearchHit hit) =>
    [
        hit.Text,
        hit.Heading ?? "",
        hit.Section,
        hit.Unit ?? "",
        hit.UnitType ?? "",
        hit.Year?.ToString(CultureInfo.InvariantCulture) ?? "",
        hit.Kind ?? "",
        hit.Title,
        hit.Source ?? "",
        hit.Topic ?? "",
        hit.Match ?? "",
        hit.Url,
    ];

    /// <summary>Where a passage comes from, in one line.</summary>
    public static string Source(SearchHit hit) => string.Join('，', new[]
    {
        $"《{hit.Title}》", hit.Unit, hit.Year is { } year
            ? string.Create(CultureInfo.InvariantCulture, $"{year}年")
            : null, hit.Section, hit.Source,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
