using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>What became of one raw file.</summary>
public sealed record FileRecord
{
    internal const string KeyPrefix = "file:";

    /// <summary>Relative to its folder, with '/', after the folder's name: <c>corpus/2023/a.txt</c>.</summary>
    public required string Place { get; init; }

    public required FileStatus Status { get; init; }

    /// <summary>SHA-256 in lower-case hex; null where the file could not be read.</summary>
    public string? Hash { get; init; }

    public long Size { get; init; }

    public DateTimeOffset Modified { get; init; }

    public DateTimeOffset Seen { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public IReadOnlyList<string> Reports { get; init; } = [];

    public int Passages { get; init; }

    public int Removed { get; init; }

    /// <summary>Why there is no report, for programs.</summary>
    public string? Code { get; init; }

    /// <summary>Why there is no report, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the failure may pass by itself.</summary>
    public bool Retryable { get; init; }

    /// <summary>How often the same bytes have been tried.</summary>
    public int Tries { get; init; }

    /// <summary>What the reading depended on besides the bytes: the user's corrections and marks.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>The edition of reading, cleaning and structuring that made this; an older one is read again.</summary>
    public int Edition { get; init; }

    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Whether a file of this size and time needs no other look.</summary>
    internal bool IsUpToDate(long size, DateTimeOffset modified, string stamp) =>
        Edition == ReportDocuments.Edition && Stamp == stamp && Size == size && Modified == modified
        && !(Status == FileStatus.Failed && Retryable);

    internal static string KeyOf(string place) => KeyPrefix + place;

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Default.FileRecord);

    internal static FileRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Default.FileRecord)!;
}

[JsonConverter(typeof(JsonStringEnumConverter<FileStatus>))]
public enum FileStatus
{
    /// <summary>Its reports can be searched.</summary>
    Indexed,

    /// <summary>Tried, without a report; tried again when it changes, or when the reason may have passed.</summary>
    Failed,

    /// <summary>Failed three times for a reason that might have passed: left alone until it changes or someone asks.</summary>
    Quarantined,
}
