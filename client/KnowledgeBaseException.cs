using System.Net;

namespace KnowledgeBase.Client;

/// <summary>The server refused a request: RFC 9457 problem details.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">Stays the same between versions: invalid_parameters, not_found, too_many_requests …</param>
/// <param name="message">For a person.</param>
/// <param name="retryAfter">When to ask again; null where that would not help.</param>
public sealed class KnowledgeBaseException(HttpStatusCode status, string code, string message, TimeSpan? retryAfter) : Exception(message)
{
    public HttpStatusCode Status => status;

    public string Code => code;

    public TimeSpan? RetryAfter => retryAfter;
}
