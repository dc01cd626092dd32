using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>A passage of the collection with the report that it stands in: what every look-up is computed from.</summary>
/// <param name="Number">The passage's number in the snapshot.</param>
/// <param name="ReportId">The report that holds it.</param>
/// <param name="Passage">Its text and fields.</param>
public sealed record CollectedPassage(int Number, string ReportId, PassageDocument Passage)
{
    /// <summary>All passages of a snapshot, report by report, in their order in the report.</summary>
    public static IEnumerable<CollectedPassage> All(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        foreach (var group in snapshot.Groups(ReportRecord.KeyPrefix))
        {
            var report = ReportRecord.IdOf(group);
            foreach (var number in snapshot.DocumentsOf(group))
                yield return new CollectedPassage(number, report, PassageDocument.Read(snapshot, number));
        }
    }
}
