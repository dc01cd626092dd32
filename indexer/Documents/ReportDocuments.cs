using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Duplicates;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>The one place that turns a report into what the index holds.</summary>
public static class ReportDocuments
{
    /// <summary>Raised whenever the same bytes would become other documents, so that an existing index is brought up to date by itself.</summary>
    public const int Edition = 1;

    /// <summary>The id of a report's n-th passage, from 1.</summary>
    public static string PassageId(string reportId, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{reportId}-{ordinal}");

    internal static DocumentGroup ToGroup(ReportRecord record) => new()
    {
        Key = ReportRecord.KeyOf(record.Id),
        Attachment = record.ToBytes(),
        Documents = [.. Passages(record)],
    };

    /// <summary>What finds near-duplicates of a report without reading the others.</summary>
    internal static DocumentGroup ToSignature(ReportRecord record) => new()
    {
        Key = ReportRecord.SignatureKeyOf(record.Id),
        Attachment = NearDuplicates.Signature(record.Report.Text),
    };

    private static IEnumerable<IndexDocument> Passages(ReportRecord record)
    {
        var report = record.Report;
        var unit = report.Unit?.Value;
        var ordinal = 0;
        foreach (var section in report.Sections)
        {
            foreach (var passage in section.Passages)
            {
                ordinal++;
                var heading = passage.Heading ?? section.Heading;
                yield return new IndexDocument
                {
                    Id = PassageId(record.Id, ordinal),
                    Texts = PassageSchema.Texts(passage.Text, heading, report.Title, unit),
                    Keywords = PassageSchema.Keywords(
                        section.Type.ToString(),
                        report.UnitType?.Value.ToString(),
                        unit,
                        report.Kind?.Value.ToString(),
                        report.Source?.Value,
                        heading),
                    Numbers = [report.Year?.Value],
                    Stored = new PassageRecord(passage.HeadingPath, passage.Start, passage.Length, passage.RawStart, passage.RawLength).ToBytes(),
                };
            }
        }
    }
}
