using KnowledgeBase.SearchApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>What is wrong with a request's parameters.</summary>
internal static class ParameterProblems
{
    /// <summary>Null where all is well. A line beyond a limit names the limit and the place.</summary>
    public static ProblemHttpResult? Problem(this QueryReader reader)
    {
        if (reader.Errors() is not { } errors)
            return null;
        if (reader.Excess is not { } excess || errors.Count > 1)
            return Problems.InvalidParameters(errors);
        return Problems.Create(
            StatusCodes.Status400BadRequest,
            "query_too_large",
            "The query line is beyond a limit.",
            excess.EnglishMessage,
            excess.Message,
            new Dictionary<string, object?>
            {
                ["limit"] = excess.Limit,
                ["max"] = excess.Max,
                ["position"] = excess.Position,
                ["errors"] = errors,
            });
    }
}
