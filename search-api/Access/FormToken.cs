using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Where a signed-in browser's request carries the token of the page that it comes from.</summary>
public static class FormToken
{
    public const string Field = "form-token";
    public const string Header = "X-Form-Token";

    internal static async ValueTask<string?> ReadAsync(HttpRequest request)
    {
        if (request.Headers[Header] is [{ } sent])
            return sent;
        return request.HasFormContentType ? (await FormReader.ReadAsync(request).ConfigureAwait(false))[Field].ToString() : null;
    }
}
