namespace KnowledgeBase.Client;

/// <summary>A page of a list.</summary>
/// <param name="Hits">The things of this page.</param>
/// <param name="TotalHits">Things on all pages; exact.</param>
/// <param name="Page">From 1.</param>
/// <param name="HitsPerPage">At most so many a page.</param>
/// <param name="TotalPages">Zero where there is nothing.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages);

/// <summary>A passage of a report.</summary>
/// <param name="Id">For <see cref="KnowledgeBaseClient.SimilarAsync"/>.</param>
/// <param name="Text">Exactly as in the report.</param>
/// <param name="Section">导语, 主要工作, 存在问题, 原因分析, 下一步打算, 结语 or 其他.</param>
/// <param name="ReportId">For <see cref="KnowledgeBaseClient.ReportAsync"/>.</param>
/// <param name="Topic">What it is about; null where no words prove it.</param>
/// <param name="TopicEvidence">The words that prove the topic.</param>
/// <param name="Match">exact, synonym, near or parts; null where nothing was searched for.</param>
public sealed record Passage(
    string Id, string Text, string? Heading, IReadOnlyList<string> HeadingPath, string Section, string? Unit, string? UnitType, int? Year,
    string? Kind, string Title, string ReportId, string? Source, string Url, string? Match, string? Topic = null,
    IReadOnlyList<string>? TopicEvidence = null);

/// <summary>An answer to a search.</summary>
/// <param name="Hits">The passages of this page, best first.</param>
/// <param name="TotalHits">Passages on all pages; exact.</param>
/// <param name="Parsed">The query line as it was understood.</param>
/// <param name="Relaxed">How the query was loosened; null where it was not.</param>
/// <param name="Notes">What a person should know about how the line was read.</param>
public sealed record SearchAnswer(
    IReadOnlyList<Passage> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages, string Parsed, Relaxed? Relaxed,
    IReadOnlyList<string> Notes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? FacetDistribution);

/// <summary>How a query was loosened.</summary>
public sealed record Relaxed(string To, long ExactHits, IReadOnlyList<string> Terms, string Message);

/// <summary>A report whole.</summary>
/// <param name="Text">Title first, one paragraph a line.</param>
public sealed record ReportText(
    string Id, string Title, string? Unit, string? UnitType, int? Year, string? Kind, string? Source, IReadOnlyList<string> SourcePaths,
    string Url, string Text, IReadOnlyList<ReportPart> Sections);

/// <summary>A section of a report.</summary>
public sealed record ReportPart(string Type, string? Heading, IReadOnlyList<ReportItem> Passages);

/// <summary>A passage within its report: UTF-16 code units of the report's text.</summary>
public sealed record ReportItem(string Id, string? Heading, IReadOnlyList<string> HeadingPath, string Text, int Start, int Length);

/// <summary>A problem that reports share.</summary>
public sealed record Problem(
    string Id, string Name, string Key, int Reports, int Units, int Items, int? FirstYear, int? LastYear, string Url);

/// <summary>A file that was taken in.</summary>
/// <param name="TaskUid">For <see cref="KnowledgeBaseClient.WaitAsync"/>; null where the worker runs in another process.</param>
public sealed record AcceptedFile(string SourcePath, long? TaskUid);

/// <summary>The work on one file.</summary>
/// <param name="Status">enqueued, processing, succeeded, failed or canceled.</param>
/// <param name="Code">Why it failed, for programs.</param>
/// <param name="Reason">Why it failed, for people.</param>
public sealed record WorkTask(long Uid, string SourcePath, string Status, int Reports, int Passages, string? Code, string? Reason)
{
    public bool IsFinished => Status is "succeeded" or "failed" or "canceled";
}
