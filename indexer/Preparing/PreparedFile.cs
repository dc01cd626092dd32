using KnowledgeBase.Reports;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Preparing;

/// <summary>What was found at a source path, ready to be stored: nothing in the index has changed yet.</summary>
internal sealed record PreparedFile(WorkItem Item, Outcome Outcome);

internal abstract record Outcome
{
    /// <summary>As the index knows it.</summary>
    public sealed record Unchanged : Outcome;

    /// <summary>No longer there.</summary>
    public sealed record Gone : Outcome;

    /// <summary>Still being written; to be read again.</summary>
    public sealed record Changing : Outcome;

    /// <summary>Bytes whose reports the index already has, under another name or time.</summary>
    public sealed record Known(SourceFile File, string Hash) : Outcome;

    /// <param name="Parts">What the file says; one part for each file of an archive.</param>
    public sealed record Understood(SourceFile File, string Hash, IReadOnlyList<ReadPart> Parts) : Outcome;

    public sealed record Failed(SourceFile File, string? Hash, ReadingFailure Failure, Reading? Reading) : Outcome;
}

/// <param name="Entry">The file inside an archive; null where the raw file is none.</param>
internal sealed record ReadPart(string? Entry, Reading Reading)
{
    /// <summary>What the file was read with that its copies say.</summary>
    public ComparedCopies Copies { get; init; } = new([], []);
}
