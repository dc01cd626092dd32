using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What can go wrong without being a defect: a status, a code that stays, and words for a person.</summary>
public sealed record Failure(int Status, string Code, string Title, string Detail)
{
    /// <summary>The code of a database that cannot be reached: asking again helps.</summary>
    public const string DatabaseUnavailable = "database_unavailable";

    /// <summary>Null for a defect.</summary>
    public static Failure? Of(Exception? exception) => exception switch
    {
        CollectionNotReadyException => new(503, "still_computing", "Still being computed.", exception.Message),
        StoreUnavailableException =>
            new(503, DatabaseUnavailable, "The database cannot be reached.", "nothing is taken for now; searches go on, try again shortly"),
        SearchTimeoutException => new(503, "search_timeout", "The search took too long.", exception.Message),
        IndexArgumentException => new(400, "query_too_large", "The query is beyond the limits.", exception.Message),
        IndexStorageException =>
            new(503, "index_unavailable", "The index cannot be used.", "the disk that holds the index refused; the log says why"),
        IndexException => new(503, "index_unavailable", "The index cannot be used.", exception.Message),
        BadHttpRequestException { StatusCode: 413 } => new(413, "too_large", "Too large.", "the request is larger than 64 MB"),
        BadHttpRequestException { StatusCode: 415 } => new(415, "unsupported_media_type", "Not a form.", exception.Message),
        BadHttpRequestException bad => new(bad.StatusCode, "bad_request", "Not understood.", bad.Message),
        InvalidDataException => new(400, "bad_request", "Not understood.", exception.Message),
        IOException or UnauthorizedAccessException =>
            new(507, "storage", "The disk refused.", "the file could not be written or read; the log says why"),
        _ => null,
    };
}
