using System.Text.Json;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>A report as the index keeps it whole, beside its passages.</summary>
/// <param name="Id">The raw file's hash and the report's place in the file, from 1.</param>
/// <param name="FileHash">Finds the raw file, wherever it lies now.</param>
/// <param name="Ordinal">The report's place in its file, from 1.</param>
/// <param name="Entry">The file inside a pack that it comes from; null where the raw file is no pack.</param>
public sealed record ReportRecord(string Id, string FileHash, int Ordinal, Report Report, string? Entry = null)
{
    internal const string KeyPrefix = "report:";

    /// <summary>The groups that hold the reports' signatures, by report id.</summary>
    public const string SignaturePrefix = "signature:";

    public static string SignatureKeyOf(string id) => SignaturePrefix + id;

    public static string KeyOf(string id) => KeyPrefix + id;

    public static string IdOf(string key) => key[KeyPrefix.Length..];

    public static string IdFor(string fileHash, int ordinal) => $"{fileHash[..16]}-{ordinal}";

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Default.ReportRecord);

    public static ReportRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Default.ReportRecord)!;
}

/// <summary>What a hit brings along beside its searchable fields.</summary>
/// <param name="Start">In the report's text.</param>
/// <param name="RawStart">In the decoded raw text.</param>
public sealed record PassageRecord(IReadOnlyList<string> HeadingPath, int Start, int Length, int RawStart, int RawLength)
{
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Default.PassageRecord);

    public static PassageRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Default.PassageRecord)!;
}
