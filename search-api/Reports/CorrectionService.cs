using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Corrects what was read of a report. Corrections stand in a file beside the corpus, so they survive reading again.</summary>
public sealed class CorrectionService(IFileCatalog catalog, IUserEdits user, IWorkQueue queue)
{
    private const int LongestText = 200;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Changes fields of a report and has its files read again. Returns what is wrong with the values, by field; null where all is well.
    /// </summary>
    /// <param name="reportId">A known report.</param>
    /// <param name="fields">New values by field: title, unit, unitType, year, kind. An empty value takes a correction back.</param>
    /// <param name="cancel">Ends the wait for the reading; the correction stays.</param>
    /// <exception cref="KeyNotFoundException">There is no such report.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> CorrectAsync(
        string reportId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var dash = reportId.LastIndexOf('-');
        var files = catalog.Files.Where(file => file.Reports.Contains(reportId)).ToList();
        if (files.Count == 0 || !int.TryParse(reportId.AsSpan(dash + 1), out var ordinal))
            throw new KeyNotFoundException($"there is no report '{reportId}'");
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var change = Change(fields, errors);
        if (errors.Count > 0)
            return errors;
        user.Correct(files.Select(file => file.SourcePath), ordinal, change);
        await ReadAgainAsync(files, cancel).ConfigureAwait(false);
        return null;
    }

    private static Func<Correction, Correction> Change(IReadOnlyDictionary<string, string> fields, Dictionary<string, string> errors)
    {
        Func<Correction, Correction> change = known => known;
        foreach (var (field, written) in fields)
        {
            var value = written.Trim();
            var before = change;
            Func<Correction, Correction>? then = (field, value.Length) switch
            {
                (_, > LongestText) => null,
                ("title", 0) => known => known with { Title = null },
                ("title", _) => known => known with { Title = value },
                ("unit", 0) => known => known with { Unit = null },
                ("unit", _) => known => known with { Unit = value },
                ("unitType", 0) => known => known with { UnitType = null },
                ("unitType", _) when Named<UnitType>(value) is { } type => known => known with { UnitType = type },
                ("year", 0) => known => known with { Year = null },
                ("year", _) when int.TryParse(value, out var year) && year is >= 1900 and <= 2100 => known => known with { Year = year },
                ("kind", 0) => known => known with { Kind = null },
                ("kind", _) when Named<ReportKind>(value) is { } kind => known => known with { Kind = kind },
                _ => null,
            };
            if (then is null)
                errors[field] = $"'{value}' cannot be the value of {field}";
            else
                change = known => then(before(known));
        }

        return change;
    }

    // Enum.Parse takes numbers and adds lists up; names alone count.
    private static T? Named<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(value) ? Enum.Parse<T>(value) : null;

    /// <summary>Waits until the corrected reading is visible, within bounds: a person looks at the report next.</summary>
    private async Task ReadAgainAsync(IReadOnlyList<FileEntry> files, CancellationToken cancel)
    {
        if (!queue.HasWorker)
            return;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bound.CancelAfter(LongestWait);
        try
        {
            foreach (var file in files)
                await queue.EnqueueAsync(file.SourcePath, WorkReason.Forced, bound.Token).ConfigureAwait(false);
            await queue.WhenIdle(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Much is being read: the correction is kept and takes effect in its turn.
        }
    }
}
