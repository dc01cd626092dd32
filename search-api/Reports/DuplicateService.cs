using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Duplicates;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Which reports say nearly the same? Signatures name the candidates, the texts decide.</summary>
public sealed class DuplicateService
{
    private const int MostCandidates = 20;

    private readonly Lock _lock = new();
    private readonly DuplicateIndex _index = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _generation = -1;

    /// <summary>The near-duplicates of a report in a snapshot, with the share of text that both have, the nearest first.</summary>
    internal IReadOnlyList<(ReportRecord Record, double Similarity)> Find(Snapshot snapshot, ReportRecord report)
    {
        if (snapshot.Attachment(ReportRecord.SignatureKeyOf(report.Id)) is not { } signature)
            return [];
        IReadOnlyList<DuplicateCandidate> candidates;
        lock (_lock)
        {
            Follow(snapshot);
            candidates = _index.Candidates(signature.Span);
        }

        return [.. candidates
            .Where(candidate => candidate.Id != report.Id)
            .Take(MostCandidates)
            .Select(candidate => snapshot.Attachment(ReportRecord.KeyOf(candidate.Id)))
            .OfType<ReadOnlyMemory<byte>>()
            .Select(bytes => ReportRecord.FromBytes(bytes.Span))
            .Select(other => (Record: other, Similarity: NearDuplicates.Compare(report.Report.Text, other.Report.Text)))
            .Where(pair => pair.Similarity.IsNear)
            .OrderByDescending(pair => pair.Similarity.Containment)
            .Select(pair => (pair.Record, pair.Similarity.Containment))];
    }

    /// <summary>Takes up what came and went since the last question.</summary>
    private void Follow(Snapshot snapshot)
    {
        if (snapshot.Generation == _generation)
            return;
        var now = snapshot.Groups(ReportRecord.SignaturePrefix)
            .Select(key => key[ReportRecord.SignaturePrefix.Length..]).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _known.Except(now).ToList())
            _index.Remove(gone);
        foreach (var fresh in now.Except(_known))
            _index.Add(fresh, snapshot.Attachment(ReportRecord.SignatureKeyOf(fresh))!.Value.Span);
        _known.Clear();
        _known.UnionWith(now);
        _generation = snapshot.Generation;
    }
}
