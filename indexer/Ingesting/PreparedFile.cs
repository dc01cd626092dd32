using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>A look at a file, ready to be written down: nothing in the index has changed yet.</summary>
/// <param name="Path">To look again.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Outcome">What to do about it.</param>
internal sealed record PreparedFile(long TaskUid, string Path, string Place, Outcome Outcome);

internal abstract record Outcome
{
    /// <summary>As the index knows it.</summary>
    public sealed record Unchanged : Outcome;

    /// <summary>No longer there.</summary>
    public sealed record Gone : Outcome;

    /// <summary>Still being written; to be looked at again.</summary>
    public sealed record Changing : Outcome;

    /// <summary>Bytes whose reports the index already has, under another name or time.</summary>
    public sealed record Known(SeenFile File, string Hash) : Outcome;

    /// <param name="Parts">What the file says; one part for each file of a pack.</param>
    public sealed record Understood(SeenFile File, string Hash, IReadOnlyList<ReadPart> Parts) : Outcome;

    public sealed record Failed(SeenFile File, string? Hash, ReadingFailure Failure, Reading? Reading) : Outcome;
}

/// <param name="Entry">The file inside a pack; null where the raw file is no pack.</param>
internal sealed record ReadPart(string? Entry, Reading Reading);
