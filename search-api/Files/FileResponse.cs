using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Files;

/// <summary>A raw file in a list.</summary>
/// <param name="SourcePath">The folder's name and the path below it.</param>
/// <param name="Status">indexed, failed, quarantined.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">The file's own time of its last change.</param>
/// <param name="Format">txt, html, docx …</param>
/// <param name="Encoding">Of its text.</param>
/// <param name="Reports">The ids of its reports.</param>
/// <param name="Passages">Passages of all its reports.</param>
/// <param name="Removed">Pieces that cleaning removed.</param>
/// <param name="Suspected">Pieces that may be foreign and stay in the text.</param>
/// <param name="CleaningConfidence">How sure its cleaning is, 0 to 1; null where nothing was read.</param>
/// <param name="Code">Why there is no report, for programs.</param>
/// <param name="Reason">Why there is no report, for people.</param>
/// <param name="Tries">How often the same bytes have been tried.</param>
/// <param name="Notes">What a person should know about the reading.</param>
public sealed record FileResponse(
    string SourcePath,
    string Status,
    long Size,
    DateTimeOffset Modified,
    string? Format,
    string? Encoding,
    IReadOnlyList<string> Reports,
    int Passages,
    int Removed,
    int Suspected,
    double? CleaningConfidence,
    string? Code,
    string? Reason,
    int Tries,
    IReadOnlyList<ReadingNote> Notes)
{
    internal static FileResponse Of(FileEntry file) => new(
        PersonalNumbers.Masked(file.SourcePath),
        NameOf(file.Status),
        file.Size,
        file.Modified,
        file.Format,
        file.Encoding,
        file.Reports,
        file.Passages,
        file.Removed,
        file.Suspected,
        file.CleaningConfidence,
        file.Code,
        file.Reason is null ? null : PersonalNumbers.Masked(file.Reason),
        file.Tries,
        [.. file.Notes.Select(note => note with { Message = PersonalNumbers.Masked(note.Message) })]);

    internal static string NameOf(FileStatus status) => status switch
    {
        FileStatus.Indexed => "indexed",
        FileStatus.Failed => "failed",
        _ => "quarantined",
    };
}

/// <summary>A file that is to be read.</summary>
/// <param name="SourcePath">Where it lies.</param>
/// <param name="TaskUid">Its task; null where the worker runs in another process, which finds the file by itself.</param>
/// <param name="Position">
/// With <c>minPosition</c> of this value a search on any node sees what becomes of the file; null where there is one index and no database.
/// </param>
public sealed record AcceptedFile(string SourcePath, long? TaskUid, long? Position);

/// <summary>What a deletion took away.</summary>
/// <param name="Reports">The ids of the reports of the deleted files.</param>
public sealed record DeletedResponse(IReadOnlyList<string> Reports);
