using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.Web;

/// <summary>Makes a Word document of what a browser collected. Nothing of it is kept here.</summary>
internal static partial class BasketForms
{
    private const int MostPassages = 1000;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGroup("/basket").AddEndpointFilter<SameSiteFilter>()
            .ExcludeFromDescription().DisableAntiforgery().MapPost("/word", WordAsync).Needs(Scopes.Search);

    private static async Task<IResult> WordAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        IReadOnlyList<QuotedPassage>? passages;
        try
        {
            passages = JsonSerializer.Deserialize(form["items"].ToString(), BasketJson.Default.IReadOnlyListQuotedPassage);
        }
        catch (JsonException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (passages is not { Count: > 0 and <= MostPassages } || passages.Any(passage => passage?.Text is null || passage.Source is null))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        return Results.Stream(stream => WordExport.WriteAsync(stream, passages), WordExport.ContentType, "素材篮.docx");
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(IReadOnlyList<QuotedPassage>))]
    private sealed partial class BasketJson : JsonSerializerContext;
}
