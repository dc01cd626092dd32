namespace KnowledgeBase.Web.Viewing;

/// <summary>A page that tells itself what is wrong, with the status that says so to programs.</summary>
internal static class Answers
{
    /// <summary>Sets the status as the page is sent: set any earlier, the general page for that status would take its place.</summary>
    public static void Answer(this HttpContext http, int status) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
