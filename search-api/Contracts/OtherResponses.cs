using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Contracts;

public sealed record ValueCount(string Value, long Count);

/// <summary>The values of one facet, most frequent first.</summary>
public sealed record FacetResponse(string Facet, IReadOnlyList<ValueCount> Values);

/// <summary>Headings that other writers chose.</summary>
public sealed record HeadingsResponse(string Query, IReadOnlyList<ValueCount> Headings);

/// <param name="Kind">heading, unit.</param>
public sealed record Suggestion(string Text, string Kind, long Count);

public sealed record SuggestResponse(string Query, IReadOnlyList<Suggestion> Suggestions);

public sealed record StatsResponse(
    int Passages,
    int Reports,
    int Files,
    int FilesWithoutReport,
    long Generation,
    int Segments,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> FieldDistribution);

/// <param name="Results">The newest tasks first.</param>
/// <param name="Problems">Files without a report, with the reason; they stay until the file changes or goes.</param>
public sealed record TasksResponse(IndexProgress Progress, IReadOnlyList<IndexTask> Results, int Total, IReadOnlyList<FileEntry> Problems);

/// <summary>A file was taken over and is on disk; its reports appear when the task is done.</summary>
public sealed record AcceptedResponse(string Place, string Status);

public sealed record DeletedResponse(IReadOnlyList<string> Reports);
