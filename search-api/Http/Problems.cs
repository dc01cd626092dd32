using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Http;

/// <summary>Errors as RFC 9457 problem details, each with a code that stays.</summary>
internal static class Problems
{
    public static ProblemHttpResult InvalidParameters(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "A parameter is not valid.",
        detail: string.Join("; ", errors.SelectMany(error => error.Value.Select(message => $"{error.Key} {message}"))),
        extensions: new Dictionary<string, object?> { ["code"] = "invalid_parameter", ["errors"] = errors });

    public static ProblemHttpResult NotFound(string what, string id) => Create(
        StatusCodes.Status404NotFound, $"{what}_not_found", "Not found.", $"there is no {what} '{id}'");

    public static ProblemHttpResult Create(int status, string code, string title, string detail) => TypedResults.Problem(
        statusCode: status,
        title: title,
        detail: detail,
        extensions: new Dictionary<string, object?> { ["code"] = code });
}
