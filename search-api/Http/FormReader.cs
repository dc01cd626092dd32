namespace KnowledgeBase.SearchApi.Http;

/// <summary>Reads forms; whatever is wrong with one is the sender's mistake and has a status of its own.</summary>
public static class FormReader
{
    /// <summary>Files of one request together.</summary>
    public const long LargestUpload = 64 << 20;

    /// <exception cref="BadHttpRequestException">No form (415), cut short or malformed (400), too large (413).</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("send a form (multipart/form-data)", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException e) when (e.Message.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status413PayloadTooLarge, e);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("the form ends early or is malformed", StatusCodes.Status400BadRequest, e);
        }
    }
}
