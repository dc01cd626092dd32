using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Files;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.Web;

/// <summary>The forms of the files page, for browsers without scripts: do it, then show the page again with what was done.</summary>
internal static class FileForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/files").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery();
        files.MapPost("/retry", RetryAsync).Needs(Scopes.Ingest);
        files.MapPost("/upload", UploadAsync).Needs(Scopes.Ingest);
        files.MapPost("/delete", DeleteAsync).Needs(Scopes.Admin);
    }

    private static async Task<IResult> RetryAsync(HttpRequest request, FileService files)
    {
        var form = await FormReader.ReadAsync(request);
        await files.RetryAsync(form["sourcePath"].ToString(), request.HttpContext.RequestAborted);
        return Results.LocalRedirect("/files?done=retried");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, FileService files)
    {
        var form = await FormReader.ReadAsync(request);
        foreach (var file in form.Files.Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            await files.UploadAsync(file.FileName, content, request.HttpContext.RequestAborted);
        }

        return Results.LocalRedirect("/files?done=uploaded");
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, FileService files)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return await files.DeleteUploadAsync(form["sourcePath"].ToString(), request.HttpContext.RequestAborted)
            ? Results.LocalRedirect("/files?done=deleted")
            : Results.NotFound();
    }
}
