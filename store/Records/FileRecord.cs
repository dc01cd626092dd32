using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Store.Records;

/// <summary>
/// How a <see cref="FileEntry"/> is written into the index, as JSON. Names and types here are a format: indexes hold them.
/// </summary>
internal sealed record FileRecord
{
    public const string KeyPrefix = "file:";

    [JsonPropertyName("place")]
    public required string SourcePath { get; init; }

    public required FileStatus Status { get; init; }

    public string? Hash { get; init; }

    public long Size { get; init; }

    public DateTimeOffset Modified { get; init; }

    public DateTimeOffset Seen { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public IReadOnlyList<string> Reports { get; init; } = [];

    public int Passages { get; init; }

    public int Removed { get; init; }

    public string? Code { get; init; }

    public string? Reason { get; init; }

    public bool Retryable { get; init; }

    public int Tries { get; init; }

    public string Stamp { get; init; } = "";

    public int Edition { get; init; }

    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    public static string KeyOf(string sourcePath) => KeyPrefix + sourcePath;

    public static byte[] ToBytes(FileEntry entry) => JsonSerializer.SerializeToUtf8Bytes(
        new FileRecord
        {
            SourcePath = entry.SourcePath,
            Status = entry.Status,
            Hash = entry.Hash,
            Size = entry.Size,
            Modified = entry.Modified,
            Seen = entry.Seen,
            Format = entry.Format,
            Encoding = entry.Encoding,
            Reports = entry.Reports,
            Passages = entry.Passages,
            Removed = entry.Removed,
            Code = entry.Code,
            Reason = entry.Reason,
            Retryable = entry.Retryable,
            Tries = entry.Tries,
            Stamp = entry.Stamp,
            Edition = entry.Edition,
            Notes = entry.Notes,
        },
        RecordJson.Plain.FileRecord);

    public static FileEntry FromBytes(ReadOnlySpan<byte> bytes)
    {
        var record = JsonSerializer.Deserialize(bytes, RecordJson.Plain.FileRecord)!;
        return new FileEntry
        {
            SourcePath = record.SourcePath,
            Status = record.Status,
            Hash = record.Hash,
            Size = record.Size,
            Modified = record.Modified,
            Seen = record.Seen,
            Format = record.Format,
            Encoding = record.Encoding,
            Reports = record.Reports,
            Passages = record.Passages,
            Removed = record.Removed,
            Code = record.Code,
            Reason = record.Reason,
            Retryable = record.Retryable,
            Tries = record.Tries,
            Stamp = record.Stamp,
            Edition = record.Edition,
            Notes = record.Notes,
        };
    }
}
