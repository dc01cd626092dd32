using KnowledgeBase.Indexer.Ingesting;
using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Searching;

namespace KnowledgeBase.Web;

/// <summary>The two forms of the files page, for browsers without scripts: do it, then show the page again.</summary>
internal static class FileForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/files").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery();
        files.MapPost("/retry", RetryAsync);
        files.MapPost("/upload", UploadAsync);
    }

    private static async Task<IResult> RetryAsync(HttpRequest request, LookQueue queue)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        await queue.RetryAsync(form["place"].ToString(), request.HttpContext.RequestAborted);
        return Results.LocalRedirect("/files");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, UploadService uploads)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        foreach (var file in form.Files.Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            await uploads.KeepAsync(file.FileName, content, request.HttpContext.RequestAborted);
        }

        return Results.LocalRedirect("/files");
    }
}
