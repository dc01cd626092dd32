using System.Globalization;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Copies;
using KnowledgeBase.Reports.Duplicates;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Indexer.Preparing;

/// <summary>Which stored reports may be copies of which, by their signatures. Follows the store. Thread-safe.</summary>
internal sealed class CopyIndex(IReadingStore store)
{
    // Of the reports of one file. More copies than these prove nothing more, and each is compared letter by letter.
    private const int MostCopies = 8;

    // Two texts of which each has its own noise in twenty places of a thousand share as much; reports of one form share less.
    private const double LeastEstimate = 0.4;

    private readonly Lock _lock = new();
    private readonly DuplicateIndex _index = new();
    private readonly Dictionary<string, byte[]> _signatures = new(StringComparer.Ordinal);
    private long _position;

    /// <summary>Takes up what was stored meanwhile. Returns the reports that were not known before.</summary>
    public IReadOnlyList<string> Refresh()
    {
        lock (_lock)
        {
            var fresh = new List<string>();
            var (position, signatures) = store.Signatures(_position);
            foreach (var (id, signature) in signatures)
            {
                if (_signatures.TryGetValue(id, out var known) ? known.AsSpan().SequenceEqual(signature) : !Add(id))
                    continue;
                _signatures[id] = signature;
                _index.Add(id, signature);
            }

            _position = position;
            return fresh;

            bool Add(string id)
            {
                fresh.Add(id);
                return true;
            }
        }
    }

    /// <summary>The reports that may be copies of a report of another file, the likeliest first.</summary>
    public IReadOnlyList<string> CandidatesOf(string reportId)
    {
        lock (_lock)
        {
            if (!_signatures.TryGetValue(reportId, out var signature))
                return [];
            var file = FileOf(reportId);
            return
            [
                .. _index.Candidates(signature)
                    .Where(candidate => candidate.Estimate >= LeastEstimate && FileOf(candidate.Id) != file)
                    .Select(candidate => candidate.Id)
                    .Take(MostCopies),
            ];
        }
    }

    /// <summary>What the copies of a file's reports say about it.</summary>
    /// <param name="hash">The file's.</param>
    /// <param name="alone">The file read without findings of copies.</param>
    /// <param name="cancel">Ends the comparison.</param>
    public ComparedCopies Compare(string hash, Reading alone, CancellationToken cancel)
    {
        Refresh();
        var ids = Enumerable.Range(1, alone.Reports.Count)
            .SelectMany(ordinal => CandidatesOf(ReportRecord.IdFor(hash, ordinal)))
            .Distinct(StringComparer.Ordinal)
            .Take(MostCopies)
            .ToList();
        if (ids.Count < CopyVote.Fewest)
            return new(ids, []);
        var copies = ids.Select(store.Report).OfType<ReportRecord>().Select(CopyOf).ToList();
        return new(ids, CopyVote.Hold(alone, copies, cancel));
    }

    /// <summary>
    /// Copies of one site are one voice. Where the site is not known, files of equal text are, unless something else was taken from each of
    /// them: they may be one copy saved twice.
    /// </summary>
    private ReportCopy CopyOf(ReportRecord record)
    {
        var report = record.Report;
        var file = store.Catalog.WithHash(record.FileHash) is [var first, ..] ? first : null;
        var origin = report.Source is { } source
            ? "site:" + source.Value
            : string.Create(
                CultureInfo.InvariantCulture,
                $"text:{CopyFinding.CheckOf(report.Text)}:{file?.Removed}:{string.Join(',', file?.CutMarks ?? [])}");
        return new(record.Id, report.Text, origin, report.Source?.Value, report.Year?.Value, report.Unit?.Value);
    }

    private static string FileOf(string reportId) => reportId[..reportId.LastIndexOf('-')];
}

/// <summary>What a comparison of copies came to.</summary>
/// <param name="Ids">The reports that the file's were held against.</param>
/// <param name="Findings">What they say.</param>
internal sealed record ComparedCopies(IReadOnlyList<string> Ids, IReadOnlyList<CopyFinding> Findings);
