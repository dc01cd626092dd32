using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A passage as a writer takes it along.</summary>
public static partial class PassageText
{
    /// <summary>The text without the number in front, which belongs to the report it comes from: （二）, 3., 一是.</summary>
    public static string WithoutNumber(string text)
    {
        var match = Number().Match(text);
        return match.Success && match.Length < text.Length ? text[match.Length..] : text;
    }

    /// <summary>清河县审计局2023年度述职报告: the title where it names the unit, the unit before it where it does not.</summary>
    public static string Source(SearchHit hit) => Source(hit.Title, hit.Unit, hit.Year);

    /// <summary>The same for a report.</summary>
    public static string Source(ReportSummary report) => Source(report.Title, report.Unit, report.Year);

    /// <summary>The same for a title, a unit and a year.</summary>
    public static string Source(string reportTitle, string? unitName, int? reportYear)
    {
        var title = reportTitle.Trim();
        var unit = unitName is { } name && !title.Contains(name, StringComparison.Ordinal) ? name : "";
        var year = reportYear is { } number && !title.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? $"{number}年"
            : "";
        return unit + year + (unit.Length > 0 || year.Length > 0 ? $"《{title.Trim('《', '》')}》" : title);
    }

    [GeneratedRegex(
        @"^(?:[（(][一二三四五六七八九十百\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是)\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
