using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace KnowledgeBase.SearchApi.Http;

/// <summary>Errors as RFC 9457 problem details, each with a code that stays, in the reader's language.</summary>
internal static class Problems
{
    /// <summary>Carries the Chinese detail until the language of the answer is known.</summary>
    private const string Chinese = "detail.zh";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["invalid_parameter"] = "参数不对",
        ["query_too_large"] = "检索式超过了限制",
        ["bad_request"] = "看不懂这个请求",
        ["unsupported_media_type"] = "不支持这种格式",
        ["method_not_allowed"] = "这个地址不支持这种方法",
        ["too_large"] = "太大了",
        ["uri_too_long"] = "地址太长",
        ["foreign_host"] = "不认识的主机名",
        ["cross_site"] = "已拒绝",
        ["key_needed"] = "要有密钥",
        ["key_invalid"] = "密钥不对",
        ["scope_missing"] = "权限不够",
        ["form_token"] = "已拒绝",
        ["too_many_requests"] = "请求太频繁",
        ["busy"] = "现在太忙",
        ["personal_numbers"] = "权限不够",
        ["no_file"] = "没有文件",
        ["index_unavailable"] = "索引不可用",
        ["database_unavailable"] = "连不上数据库",
        ["not_ready"] = "还没有跟上",
        ["position_not_reached"] = "还没有跟到这个位置",
        ["too_many_saved_searches"] = "没有保存",
        ["storage"] = "磁盘写不进去",
        ["search_timeout"] = "检索超时",
        ["still_computing"] = "正在整理，请稍后再试",
    };

    public static ProblemHttpResult InvalidParameters(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "A parameter is not valid.",
        detail: string.Join("; ", errors.SelectMany(error => error.Value.Select(message => $"{error.Key} {message}"))),
        extensions: new Dictionary<string, object?>
        {
            ["code"] = "invalid_parameter",
            ["errors"] = errors,
            [Chinese] = $"参数 {string.Join('、', errors.Keys)} 不对，见 errors",
        });

    public static ProblemHttpResult InvalidParameter(string name, string message) =>
        InvalidParameters(new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [message] });

    public static ProblemHttpResult NotFound(string what, string id) => Create(
        StatusCodes.Status404NotFound, $"{what}_not_found", "Not found.", $"there is no {what} '{id}'", $"没有「{id}」");

    public static ProblemHttpResult BadRequest(string detail) =>
        Create(StatusCodes.Status400BadRequest, "bad_request", "Not understood.", detail);

    public static ProblemHttpResult Create(
        int status, string code, string title, string detail, string? chinese = null,
            IEnumerable<KeyValuePair<string, object?>>? more = null)
    {
        var extensions = new Dictionary<string, object?>(more ?? []) { ["code"] = code };
        if (chinese is not null)
            extensions[Chinese] = chinese;
        return TypedResults.Problem(statusCode: status, title: title, detail: detail, extensions: extensions);
    }

    /// <summary>The code of a status that the framework gave.</summary>
    public static string CodeOf(int status) => status switch
    {
        404 => "address_not_found",
        405 => "method_not_allowed",
        413 => "too_large",
        414 => "uri_too_long",
        415 => "unsupported_media_type",
        _ => "bad_request",
    };

    /// <summary>In Chinese where the request asks for it before English, else in English.</summary>
    public static void Localize(ProblemDetails problem, HttpRequest request)
    {
        problem.Extensions.TryAdd("code", CodeOf(problem.Status ?? 400));
        problem.Extensions.Remove(Chinese, out var detail);
        if (!WantsChinese(request))
            return;
        var code = (string)problem.Extensions["code"]!;
        problem.Title = Titles.GetValueOrDefault(code) ?? (code.EndsWith("_not_found", StringComparison.Ordinal) ? "没有找到" : problem.Title);
        problem.Detail = detail as string ?? problem.Detail;
    }

    /// <summary>Answers with a problem in the reader's language.</summary>
    public static Task WriteAsync(HttpContext context, ProblemHttpResult problem)
    {
        Localize(problem.ProblemDetails, context.Request);
        return problem.ExecuteAsync(context);
    }

    private static bool WantsChinese(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value ?? "")
        .FirstOrDefault(language => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            || language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
        ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) is true;
}
