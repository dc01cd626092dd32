using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>
/// A person's decisions about words of a raw file: what cleaning left and should have cut, what it cut and should have left. They stand
/// beside the corpus with the corrections, and hold whenever the file is read.
/// </summary>
public sealed class CleaningService(IFileCatalog catalog, IUserEdits user, ReadingAgain reading, ReportService reports)
{
    /// <summary>Pieces of one request.</summary>
    public const int MostPieces = 50;

    /// <summary>UTF-16 code units of one piece.</summary>
    public const int LongestPiece = 20_000;

    private const int ShortestKept = 1;

    /// <summary>Decides, and has the report's files read again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such report.</exception>
    public async Task<CleaningOutcome> DecideAsync(string reportId, CleaningDecision decision, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (reports.TextOf(reportId) is not { } text
            || catalog.Files.Where(file => file.Reports.Contains(reportId)).ToList() is not [_, ..] files)
            throw new KeyNotFoundException($"there is no report '{reportId}'");
        if (Wrong(decision, UserMarks.Fold(text)) is { } wrong)
            return new CleaningOutcome.Refused(wrong.Field, wrong.Message);
        if (decision.Everywhere)
            user.ChangeMarks(
                list => (decision.Cut ?? []).Aggregate(list, (marks, words) => UserMarks.Add(marks, new UserMark("phrase", words))));
        user.Correct(files.Select(file => file.SourcePath), 1, known => Change(known, decision));
        return new CleaningOutcome.Decided(await reading.ReadAsync(files.Select(file => file.SourcePath), cancel).ConfigureAwait(false));
    }

    /// <summary>What was decided about the files of a report, without personal numbers.</summary>
    public FileMarks DecidedOf(string reportId)
    {
        if (catalog.Files.FirstOrDefault(file => file.Reports.Contains(reportId)) is not { } file)
            return FileMarks.None;
        var decided = user.Corrections.MarksFor(file.SourcePath);
        return new FileMarks(
            [.. decided.Cut.Select(words => PersonalNumbers.Masked(words))],
                [.. decided.Kept.Select(words => PersonalNumbers.Masked(words))]);
    }

    private static (string Field, string Message)? Wrong(CleaningDecision decision, string text)
    {
        (string Name, IReadOnlyList<string?>? Pieces, int Shortest)[] lists =
            [("cut", decision.Cut, UserMarks.Shortest), ("keep", decision.Keep, ShortestKept), ("undo", decision.Undo, ShortestKept)];
        if (lists.Sum(list => list.Pieces?.Count ?? 0) is 0 or > MostPieces)
            return ("cut", $"with keep and undo holds 1 to {MostPieces} pieces of text");
        foreach (var (name, pieces, shortest) in lists)
        {
            foreach (var piece in pieces ?? [])
            {
                if (piece is null || piece.Length > LongestPiece || UserMarks.Fold(piece).Length < shortest)
                    return (name, $"holds texts of {shortest} to {LongestPiece} characters");
            }
        }

        foreach (var words in (decision.Cut ?? []).Select(UserMarks.Fold))
        {
            if (!text.Contains(words, StringComparison.Ordinal))
                return ("cut", "does not stand in the report");
            if (words.Length * 2 > text.Length)
                return ("cut", "would take most of the report");
        }

        return decision.Everywhere
            && (decision.Cut ?? []).Any(words => words.Trim().Length > UserMarks.Longest || words.Trim().Contains('\n'))
            ? ("everywhere", $"is for one line of at most {UserMarks.Longest} characters")
            : null;
    }

    // The last word counts: what is cut now was not to be kept after all.
    private static Correction Change(Correction known, CleaningDecision decision)
    {
        var (cut, keep) = (decision.Cut ?? [], decision.Keep ?? []);
        var settled = cut.Concat(keep).Concat(decision.Undo ?? []).Select(UserMarks.Fold).ToHashSet(StringComparer.Ordinal);
        return known with
        {
            Cut = Changed(known.Cut, decision.Everywhere ? [] : cut),
            Kept = Changed(known.Kept, keep),
        };

        List<string>? Changed(IReadOnlyList<string>? before, IReadOnlyList<string> added)
        {
            List<string> now = [.. (before ?? []).Where(words => !IsSettled(words)), .. added.Select(words => words.Trim())];
            return now.Count == 0 ? null : now;
        }

        // Who takes a decision back has read it without personal numbers.
        bool IsSettled(string words) =>
            settled.Contains(UserMarks.Fold(words)) || settled.Contains(UserMarks.Fold(PersonalNumbers.Masked(words)));
    }
}

/// <summary>What a person decides about words of a report's file.</summary>
/// <param name="Cut">Words that are not the report's; each line of them goes wherever it stands in the file.</param>
/// <param name="Keep">Words that are the report's: they come back, and no rule takes or doubts them again.</param>
/// <param name="Undo">Words about which an earlier decision falls.</param>
/// <param name="Everywhere">True: what is cut goes from all files.</param>
public sealed record CleaningDecision(
    IReadOnlyList<string>? Cut = null, IReadOnlyList<string>? Keep = null, IReadOnlyList<string>? Undo = null, bool Everywhere = false);

/// <summary>What became of a decision.</summary>
public abstract record CleaningOutcome
{
    private CleaningOutcome()
    {
    }

    /// <summary>It holds.</summary>
    /// <param name="IsRead">Whether the file has been read with it already.</param>
    public sealed record Decided(bool IsRead) : CleaningOutcome;

    /// <summary>It makes no sense.</summary>
    public sealed record Refused(string Field, string Message) : CleaningOutcome;
}
