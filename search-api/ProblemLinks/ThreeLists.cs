using System.Globalization;
using KnowledgeBase.SearchApi.Exports;

namespace KnowledgeBase.SearchApi.ProblemLinks;

/// <summary>Problems, causes and measures as the three lists (三张清单) of the field, numbered alike.</summary>
internal static class ThreeLists
{
    private static readonly string[] Origin = ["单位", "年份", "报告"];

    /// <summary>The formats that know but one table get one with all columns.</summary>
    public static IReadOnlyList<ExportTable> Of(IReadOnlyList<ProblemLink> links, string format) => format is "docx" or "xlsx" or "md"
        ?
        [
            Table("问题清单", ["序号", "问题", .. Origin], links, link => [link.Problem.Text, .. From(link)]),
            Table("原因清单", ["序号", "问题", "原因", "依据", "单位"], links,
                link => [link.Problem.Heading, link.Cause?.Text ?? "", Basis(link.Cause), link.Problem.Unit ?? ""]),
            Table("措施清单", ["序号", "问题", "措施", "依据", "单位"], links,
                link => [link.Problem.Heading, link.Measure?.Text ?? "", Basis(link.Measure), link.Problem.Unit ?? ""]),
        ]
        :
        [
            Table("三对照", ["序号", "问题", "原因", "原因依据", "措施", "措施依据", .. Origin, "链接"], links, link =>
            [
                link.Problem.Text, link.Cause?.Text ?? "", Basis(link.Cause), link.Measure?.Text ?? "", Basis(link.Measure),
                .. From(link), link.Problem.Url,
            ]),
        ];

    private static ExportTable Table(
        string name, IReadOnlyList<string> columns, IReadOnlyList<ProblemLink> links, Func<ProblemLink, string[]> row) =>
        new(name, columns, links.Select((link, number) =>
            (IReadOnlyList<string>)[(number + 1).ToString(CultureInfo.InvariantCulture), .. row(link)]));

    private static string[] From(ProblemLink link) =>
        [link.Problem.Unit ?? "", link.Problem.Year?.ToString(CultureInfo.InvariantCulture) ?? "", link.Problem.Title];

    private static string Basis(LinkedPart? part) => part?.By switch
    {
        null => "报告未写明",
        "text" => "问题原文",
        "number" => string.Create(CultureInfo.InvariantCulture, $"同为第{part.Place}条"),
        _ => "用词相同：" + string.Join('、', part.Words),
    };
}
