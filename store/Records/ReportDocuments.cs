using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Duplicates;

namespace KnowledgeBase.Store.Records;

/// <summary>Turns a report into the groups and documents that the index holds.</summary>
public static class ReportDocuments
{
    /// <summary>
    /// Raised whenever the same bytes would become other documents, so that an existing index is brought up to date by itself.
    /// </summary>
    public const int Edition = 10;

    /// <summary>The id of a report's n-th passage, from 1.</summary>
    public static string PassageId(string reportId, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{reportId}-{ordinal}");

    /// <summary>How many passages a report has.</summary>
    public static int PassageCount(ReportRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Report.Sections.Sum(section => section.Passages.Count);
    }

    internal static DocumentGroup ToGroup(ReportRecord record) => new()
    {
        Key = ReportRecord.KeyOf(record.Id),
        Attachment = record.ToBytes(),
        Documents = [.. Passages(record).Select(passage => passage.ToIndexDocument())],
    };

    /// <summary>What finds near-duplicates of a report without reading the others.</summary>
    internal static DocumentGroup ToSignature(ReportRecord record) => new()
    {
        Key = ReportRecord.SignatureKeyOf(record.Id),
        Attachment = NearDuplicates.Signature(record.Report.Text),
    };

    private static IEnumerable<PassageDocument> Passages(ReportRecord record)
    {
        var report = record.Report;
        var ordinal = 0;
        foreach (var section in report.Sections)
        {
            foreach (var passage in section.Passages)
            {
                yield return new PassageDocument
                {
                    Id = PassageId(record.Id, ++ordinal),
                    Text = passage.Text,
                    Heading = passage.Heading ?? section.Heading,
                    Title = report.Title,
                    Section = section.Type.ToString(),
                    Unit = report.Unit?.Value,
                    UnitType = report.UnitType?.Value.ToString(),
                    Kind = report.Kind?.Value.ToString(),
                    Source = report.Source?.Value,
                    Topic = passage.Topic?.Name,
                    Year = report.Year?.Value,
                    Location = new PassageRecord(
                        passage.HeadingPath, passage.Start, passage.Length, passage.RawStart, passage.RawLength, passage.Topic?.Evidence),
                };
            }
        }
    }
}
