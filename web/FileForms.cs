using KnowledgeBase.SearchApi.Files;
using KnowledgeBase.SearchApi.Http;

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

    private static async Task<IResult> RetryAsync(HttpRequest request, FileService files)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        await files.RetryAsync(form["sourcePath"].ToString(), request.HttpContext.RequestAborted);
        return Results.LocalRedirect("/files");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, FileService files)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        foreach (var file in form.Files.Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            await files.UploadAsync(file.FileName, content, request.HttpContext.RequestAborted);
        }

        return Results.LocalRedirect("/files");
    }
}
