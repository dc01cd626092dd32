using System.Globalization;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.SearchApi.Positions;

/// <summary>
/// Read your own write, on whichever node the answer comes from: an upload's answer has a position, <c>minPosition</c> waits for it, and
/// each answer says up to where the node had come when it began.
/// </summary>
internal static class PositionConventions
{
    /// <summary>The parameter; every address of the API takes it.</summary>
    public const string Parameter = "minPosition";

    /// <summary>The header of each answer; absent where there is one index and no database.</summary>
    public const string Header = "KnowledgeBase-Position";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>To stand around everything that reads the index.</summary>
    public static void UsePositions(this WebApplication app)
    {
        var node = app.Services.GetRequiredService<INode>();
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            if (context.Request.Query.ContainsKey(Parameter) && await RefusalAsync(context, node).ConfigureAwait(false) is { } refusal)
            {
                Problems.Localize(refusal.ProblemDetails, context.Request);
                await refusal.ExecuteAsync(context).ConfigureAwait(false);
                return;
            }

            if (node.Position is { } position)
                context.Response.Headers[Header] = position.ToString(CultureInfo.InvariantCulture);
            await next(context).ConfigureAwait(false);
        });
    }

    /// <summary>Null where the position is reached; the parameter is taken off then, so that no address has to know it.</summary>
    private static async Task<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult?> RefusalAsync(HttpContext context, INode node)
    {
        var values = context.Request.Query[Parameter];
        if (values is not [var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return Invalid($"'{values}' is not one whole number");
        if (node.Position is null)
            return Invalid("is for nodes that follow a database; here an answer always sees all that is stored");
        if (!await node.ReachAsync(position, Patience, context.RequestAborted).ConfigureAwait(false))
        {
            context.Response.Headers.RetryAfter = "1";
            return Problems.Create(
                StatusCodes.Status503ServiceUnavailable,
                "position_not_reached",
                "Not that far yet.",
                $"this node is at position {node.Position} and did not come to {position} within {Patience.TotalSeconds} seconds");
        }

        context.Request.QueryString = QueryString.Create(context.Request.Query.Where(pair => pair.Key != Parameter));
        return null;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Invalid(string message) =>
        Problems.InvalidParameter(Parameter, message);
}
