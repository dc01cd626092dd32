using System.ComponentModel;
using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Passages;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;
using Microsoft.Extensions.Primitives;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace KnowledgeBase.SearchApi.Mcp;

/// <summary>What a language model may ask: it reads, and changes nothing.</summary>
[McpServerToolType]
internal sealed class KnowledgeTools(SearchService search, PassageService passages, ReportService reports, ProblemGroupService problems)
{
    private const int MostHits = 50;
    private const int PassagesPerPage = 40;

    [McpServerTool(
        Name = "search", Title = "Search passages", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description(
        "Passages of reports that match a query line, best first. Space = and; \"…\" exact; -词 not; A OR B; "
        + "字段:值 (单位 类型 年份 章节 文种 标题 来源 主题).")]
    public QuotedPage<QuotedPassage> Search(
        [Description("the query line")] string query,
        [Description("章节: 导语, 主要工作, 存在问题, 原因分析, 下一步打算, 结语 or 其他")] string? section = null,
        [Description("a type of units: 审计, 教育, 乡镇 …")] string? unitType = null,
        [Description("the name of a unit, whole")] string? unit = null,
        [Description("2023, 2021..2023 or >=2022")] string? year = null,
        [Description("文种: 述职报告, 工作总结 …")] string? kind = null,
        [Description("from 1")] int page = 1,
        [Description("1 to 50")] int hitsPerPage = 10,
        CancellationToken cancel = default) => Answer(() =>
    {
        var reader = Reader(
            ("q", query), ("section", section), ("unitType", unitType), ("unit", unit), ("year", year), ("kind", kind), Page(page),
            HitsPerPage(hitsPerPage));
        var parameters = reader.Search();
        Require(reader);
        if (hitsPerPage > MostHits)
            throw new McpException($"hitsPerPage '{hitsPerPage}' is not a whole number from 1 to {MostHits}");
        var found = search.Search(parameters, cancel);
        IEnumerable<string> remarks = found.Relaxed is { } relaxed ? [.. found.Notes, relaxed.Message] : found.Notes;
        return new QuotedPage<QuotedPassage>(
            QuotedPage<QuotedPassage>.DataNotice, [.. found.Hits.Select(Quote)],
                found.TotalHits, found.Page, found.TotalPages, [.. remarks]);
    });

    [McpServerTool(
        Name = "read", Title = "Read a report", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("The passages of one report in their order, forty a page.")]
    public QuotedPage<QuotedPassage> Read(
        [Description("a reportId of another answer")] string reportId,
        [Description("from 1")] int page = 1) => Answer(() =>
    {
        var reader = Reader(Page(page));
        var number = reader.Number("page", 1, 1, Paging.MaxPage);
        Require(reader);
        var report = reports.Find(reportId, withNumbers: false) ?? throw new McpException($"there is no report '{reportId}'");
        var citation = Cite(report.Id, report.Title, report.Unit, report.Year);
        List<QuotedPassage> all = [.. report.Sections.SelectMany(section => section.Passages.Select(passage => new QuotedPassage(
            passage.Id, report.Id, citation, section.Type, passage.HeadingPath, null, passage.Text)))];
        return PageOf(ListResponse.Cut<QuotedPassage>(all, new Paging(number, PassagesPerPage)));
    });

    [McpServerTool(
        Name = "similar", Title = "Similar passages", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Passages of other reports that say the same as a passage, best first.")]
    public QuotedPage<QuotedPassage> Similar(
        [Description("the id of a passage of another answer")] string passageId,
        [Description("a type of units: 审计, 教育, 乡镇 …")] string? unitType = null,
        [Description("2023, 2021..2023 or >=2022")] string? year = null,
        [Description("from 1")] int page = 1,
        [Description("1 to 50")] int hitsPerPage = 10,
        CancellationToken cancel = default) => Answer(() =>
    {
        var reader = Reader(("unitType", unitType), ("year", year), Page(page), HitsPerPage(hitsPerPage));
        var (filters, paging) = (reader.Filters(), reader.Paging(10, MostHits));
        Require(reader);
        var found = passages.Similar(passageId, filters, paging, cancel) ?? throw new McpException($"there is no passage '{passageId}'");
        return PageOf(new ListResponse<QuotedPassage>(
            [.. found.Hits.Select(Quote)], found.TotalHits, found.Page, found.HitsPerPage, found.TotalPages));
    });

    [McpServerTool(
        Name = "ledger", Title = "Problem ledger", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Which problems reports name under 存在问题, each counted by reports and units, those of most reports first.")]
    public QuotedPage<QuotedProblem> Ledger(
        [Description("only problems whose wording holds this text")] string? text = null,
        [Description("a type of units: 审计, 教育, 乡镇 …")] string? unitType = null,
        [Description("the name of a unit, whole")] string? unit = null,
        [Description("2023, 2021..2023 or >=2022")] string? year = null,
        [Description("from 1")] int page = 1,
        [Description("1 to 50")] int hitsPerPage = 20) => Answer(() =>
    {
        var reader = Reader(("unitType", unitType), ("unit", unit), ("year", year), Page(page), HitsPerPage(hitsPerPage));
        var (filters, paging) = (reader.Filters(), reader.Paging(20, MostHits));
        Require(reader);
        var found = problems.List(filters, text, paging);
        return PageOf(new ListResponse<QuotedProblem>(
            [.. found.Hits.Select(problem => new QuotedProblem(
                problem.Id, problem.Reports, problem.Units, problem.Items, problem.FirstYear, problem.LastYear, problem.Name))],
            found.TotalHits,
            found.Page,
            found.HitsPerPage,
            found.TotalPages));
    });

    [McpServerTool(Name = "ledger_items", Title = "Items of a problem", ReadOnly = true,
        Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("The words in which reports name one problem of the ledger.")]
    public QuotedPage<QuotedPassage> LedgerItems(
        [Description("the id of a problem of the ledger")] string problemId,
        [Description("a type of units: 审计, 教育, 乡镇 …")] string? unitType = null,
        [Description("2023, 2021..2023 or >=2022")] string? year = null,
        [Description("from 1")] int page = 1,
        [Description("1 to 50")] int hitsPerPage = 20) => Answer(() =>
    {
        var reader = Reader(("unitType", unitType), ("year", year), Page(page), HitsPerPage(hitsPerPage));
        var (filters, paging) = (reader.Filters(), reader.Paging(20, MostHits));
        Require(reader);
        var found = problems.Items(problemId, filters, null, paging) ?? throw new McpException($"there is no problem '{problemId}'");
        return PageOf(new ListResponse<QuotedPassage>(
            [.. found.Hits.Select(item => new QuotedPassage(
                item.Id, item.ReportId, Cite(item.ReportId, item.Title, item.Unit, item.Year),
                    item.Section, [item.Heading], null, item.Text))],
            found.TotalHits,
            found.Page,
            found.HitsPerPage,
            found.TotalPages));
    });

    private QuotedPassage Quote(SearchHit hit) => new(
        hit.Id, hit.ReportId, Cite(hit.ReportId, hit.Title, hit.Unit, hit.Year), hit.Section, hit.HeadingPath, hit.Match, hit.Text);

    /// <summary>《标题》（单位，年份；文件）: enough for a person to find the words again.</summary>
    private string Cite(string reportId, string title, string? unit, int? year)
    {
        var facts = string.Join('，', new[] { unit, year?.ToString(System.Globalization.CultureInfo.InvariantCulture) }.OfType<string>());
        var file = reports.FilesOf(reportId) is [var first, ..] ? first.SourcePath : null;
        var inside = string.Join('；', new[] { facts, file }.Where(part => !string.IsNullOrEmpty(part)));
        return inside.Length > 0 ? $"《{title}》（{inside}）" : $"《{title}》";
    }

    private static QuotedPage<T> PageOf<T>(ListResponse<T> list) =>
        new(QuotedPage<T>.DataNotice, list.Hits, list.TotalHits, list.Page, list.TotalPages, []);

    private static (string, string?) Page(int page) => ("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static (string, string?) HitsPerPage(int count) =>
        ("hitsPerPage", count.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The parameters are read as strictly as those of an address.</summary>
    private static QueryReader Reader(params IEnumerable<(string Name, string? Value)> parameters) => new(new QueryCollection(
        parameters.Where(parameter => parameter.Value is not null)
            .ToDictionary(parameter => parameter.Name, parameter => new StringValues(parameter.Value))));

    private static void Require(QueryReader reader)
    {
        if (reader.Errors() is { } errors)
            throw new McpException(string.Join("; ", errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}")));
    }

    /// <summary>What is no defect is told to the model in words; a defect is not.</summary>
    private static T Answer<T>(Func<T> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception e) when (e is not McpException && Failure.Of(e) is { } failure)
        {
            throw new McpException($"{failure.Title} {failure.Detail}", e);
        }
    }
}
