using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Tasks;

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

    private static async Task<IResult> RetryAsync(HttpRequest request, IFileCatalog catalog, IWorkQueue queue)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var sourcePath = form["place"].ToString();
        if (catalog.At(sourcePath) is not null && queue.HasWorker)
            await queue.EnqueueAsync(sourcePath, force: true, request.HttpContext.RequestAborted);
        return Results.LocalRedirect("/files");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, UploadFolder uploads)
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
