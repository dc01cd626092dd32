namespace KnowledgeBase.SearchApi.Marks;

/// <summary>Words that cleaning takes from texts, or leaves because a person said so.</summary>
/// <param name="Text">The words.</param>
/// <param name="Kind">site, phrase, line; keep for words that no rule takes.</param>
/// <param name="Origin">user: the user's list; file: decided for single files; learned: from many files; found: in single files.</param>
/// <param name="IsRefused">Whether a person refused it: it cuts nothing any more.</param>
/// <param name="Files">How many files it was cut from, or was decided for.</param>
/// <param name="Examples">Some of them, by source path.</param>
public sealed record MarkResponse(string Text, string Kind, string Origin, bool IsRefused, int Files, IReadOnlyList<MarkedFile> Examples);

/// <summary>A file that a mark was cut from.</summary>
/// <param name="ReportId">Its first report; null where it has none.</param>
public sealed record MarkedFile(string SourcePath, string? ReportId);

/// <summary>A line for the user's list of marks.</summary>
/// <param name="Kind">site, phrase, line, keep.</param>
/// <param name="Text">The words, on one line.</param>
public sealed record MarkRequest(string? Kind, string? Text);

/// <summary>What a changed list of marks brings with it.</summary>
/// <param name="Text">The words that it is about.</param>
/// <param name="Files">How many files are read again at once; all others follow with the next comparison of the folders.</param>
/// <param name="IsRead">Whether those have been read already.</param>
public sealed record MarkChange(string Text, int Files, bool IsRead);
