using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Privacy;

namespace KnowledgeBase.Store.Records;

/// <summary>A report as the index keeps it whole, beside its passages.</summary>
/// <param name="Id">The raw file's hash and the report's number in the file, from 1.</param>
/// <param name="FileHash">Finds the raw file, wherever it lies now.</param>
/// <param name="Ordinal">The report's number in its file, from 1.</param>
/// <param name="Report">The report itself, its personal numbers masked: so is everything that is made of it.</param>
/// <param name="Entry">The file inside an archive that it comes from; null where the raw file is no archive.</param>
/// <param name="Hidden">What stood in the places of the masks; null where nothing is masked.</param>
public sealed record ReportRecord(
    string Id, string FileHash, int Ordinal, Report Report, string? Entry = null, IReadOnlyList<HiddenText>? Hidden = null)
{
    /// <summary>The groups that hold reports and their passages, by report id.</summary>
    public const string KeyPrefix = "report:";

    /// <summary>The groups that hold the reports' near-duplicate signatures, by report id.</summary>
    public const string SignaturePrefix = "signature:";

    /// <summary>The group of a report's signature.</summary>
    public static string SignatureKeyOf(string id) => SignaturePrefix + id;

    /// <summary>The group of a report.</summary>
    public static string KeyOf(string id) => KeyPrefix + id;

    /// <summary>The report id in a group's key.</summary>
    public static string IdOf(string key) => key[KeyPrefix.Length..];

    /// <summary>The id of a file's n-th report, from 1. The same bytes always give the same ids.</summary>
    public static string IdFor(string fileHash, int ordinal) => IdPrefix(fileHash) + ordinal.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the ids of a file's reports begin with.</summary>
    internal static string IdPrefix(string fileHash) => fileHash[..16] + "-";

    /// <summary>The record of a report as it was read: from here on its personal numbers are masked.</summary>
    /// <param name="fileHash">The raw file's hash.</param>
    /// <param name="ordinal">The report's number in its file, from 1.</param>
    /// <param name="read">The report with its numbers.</param>
    /// <param name="entry">The file inside an archive; null where there is none.</param>
    /// <param name="isPublic">Numbers that are not masked.</param>
    public static ReportRecord Of(string fileHash, int ordinal, Report read, string? entry, PublicNumbers? isPublic)
    {
        var (masked, hidden) = ReportMasking.Mask(read, isPublic);
        return new ReportRecord(IdFor(fileHash, ordinal), fileHash, ordinal, masked, entry, hidden.Count > 0 ? hidden : null);
    }

    /// <summary>The report's text with its numbers, for who may see them.</summary>
    [JsonIgnore]
    public string RevealedText => ReportMasking.Reveal(Report.Text, Hidden ?? []);

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Plain.ReportRecord);

    /// <summary>The report in a group's attachment.</summary>
    public static ReportRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Plain.ReportRecord)!;
}

/// <summary>What a passage brings along beside its searchable fields.</summary>
/// <param name="HeadingPath">The headings above it, the outermost first.</param>
/// <param name="Start">Offset in the report's text.</param>
/// <param name="Length">UTF-16 code units in the report's text.</param>
/// <param name="RawStart">Offset in the decoded raw text.</param>
/// <param name="RawLength">UTF-16 code units in the decoded raw text.</param>
/// <param name="TopicEvidence">The words that prove its topic; null where it has none.</param>
public sealed record PassageRecord(
    IReadOnlyList<string> HeadingPath, int Start, int Length, int RawStart, int RawLength, IReadOnlyList<string>? TopicEvidence = null)
{
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Plain.PassageRecord);

    /// <summary>From a document's stored bytes.</summary>
    public static PassageRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Plain.PassageRecord)!;
}
