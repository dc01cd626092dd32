namespace KnowledgeBase.SearchApi.Http;

/// <summary>A page of things, as every list of the API gives it.</summary>
/// <param name="Hits">The things of this page.</param>
/// <param name="TotalHits">Things on all pages; exact.</param>
/// <param name="Page">From 1.</param>
/// <param name="HitsPerPage">At most so many a page.</param>
/// <param name="TotalPages">Zero where there is nothing.</param>
public record ListResponse<T>(IReadOnlyList<T> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages);

/// <summary>Makes lists.</summary>
public static class ListResponse
{
    /// <summary>One page of what was found.</summary>
    public static ListResponse<T> Of<T>(IReadOnlyList<T> hits, long totalHits, Paging paging) =>
        new(hits, totalHits, paging.Page, paging.HitsPerPage, paging.PagesOf(totalHits));

    /// <summary>Cuts one page out of everything.</summary>
    public static ListResponse<T> Cut<T>(IReadOnlyCollection<T> all, Paging paging) =>
        Of<T>([.. all.Skip(paging.Offset).Take(paging.HitsPerPage)], all.Count, paging);
}

/// <summary>Which page of a list.</summary>
/// <param name="Page">From 1.</param>
/// <param name="HitsPerPage">At most so many a page.</param>
public readonly record struct Paging(int Page, int HitsPerPage)
{
    /// <summary>The highest number of a page.</summary>
    public const int MaxPage = 10_000;

    /// <summary>How many things come before the page.</summary>
    public int Offset => (Page - 1) * HitsPerPage;

    /// <summary>How many pages some things fill.</summary>
    public long PagesOf(long totalHits) => (totalHits + HitsPerPage - 1) / HitsPerPage;
}
