using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Catalog;

/// <summary>
/// All reports of the bytes with a hash, made ready for the index. Making it is most of the work of following, and may be done side by
/// side; putting it is done in the order of the feed.
/// </summary>
public sealed class ReplicaReading
{
    private ReplicaReading(string hash, IReadOnlyList<ReportRecord> reports)
    {
        Hash = hash;
        Groups = [.. reports.SelectMany(report => (DocumentGroup[])[ReportDocuments.ToGroup(report), ReportDocuments.ToSignature(report)])];
        Reports = [.. reports.Select(report => report.Id)];
        Passages = reports.Sum(ReportDocuments.PassageCount);
    }

    /// <summary>Passages of all reports.</summary>
    public int Passages { get; }

    internal string Hash { get; }

    internal IReadOnlyList<DocumentGroup> Groups { get; }

    internal IReadOnlyList<string> Reports { get; }

    /// <summary>From the records as a server keeps them; none for a reading that has gone.</summary>
    public static ReplicaReading Of(string hash, IEnumerable<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new ReplicaReading(hash, [.. records.Select(record => ReportRecord.FromBytes(record))]);
    }
}
