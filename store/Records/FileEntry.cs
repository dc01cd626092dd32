using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Store.Records;

/// <summary>What is known of one raw file: the catalogue's entry, and as JSON the record of the index.</summary>
/// <remarks>
/// The names of the JSON are a format, since indexes hold them; <c>FileEntryTests</c> has them all. What a record does not hold is read as
/// null, which the properties turn into their defaults.
/// </remarks>
public sealed record FileEntry
{
    /// <summary>The groups that hold files, by source path.</summary>
    internal const string KeyPrefix = "file:";

    /// <summary>The format of an archive.</summary>
    public const string Pack = "pack";

    /// <summary>The code of a file that was taken down.</summary>
    public const string Refused = "refused";

    /// <summary>The folder's name and the path below it, with '/': <c>corpus/2023/a.txt</c>.</summary>
    [JsonPropertyName("place")]
    public required string SourcePath { get; init; }

    /// <summary>Whether its reports can be searched.</summary>
    public required FileStatus Status { get; init; }

    /// <summary>SHA-256 in lower-case hex; null where the file could not be read.</summary>
    public string? Hash { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>The file's own time of its last change.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset Seen { get; init; }

    /// <summary>txt, html, docx …; null where it was not recognised.</summary>
    public string? Format { get; init; }

    /// <summary>The encoding of its text; null where the format leaves no choice.</summary>
    public string? Encoding { get; init; }

    /// <summary>The ids of its reports, in their order.</summary>
    public IReadOnlyList<string> Reports { get; init => field = value ?? []; } = [];

    /// <summary>Passages of all its reports.</summary>
    public int Passages { get; init; }

    /// <summary>How many pieces cleaning removed.</summary>
    public int Removed { get; init; }

    /// <summary>How many pieces may be foreign and stay in the text.</summary>
    public int Suspected { get; init; }

    /// <summary>How sure its cleaning is, 0 to 1; of an archive the least sure of its files. Null where nothing was read.</summary>
    public double? CleaningConfidence { get; init; }

    /// <summary>Names and phrases that were cut from its text, each once: where a mark acts.</summary>
    public IReadOnlyList<string> CutMarks { get; init => field = value ?? []; } = [];

    /// <summary>The reports of other files that its own were held against, as copies of one text.</summary>
    public IReadOnlyList<string> Compared { get; init => field = value ?? []; } = [];

    /// <summary>What those say about places of its raw text: it is read with them from then on.</summary>
    public IReadOnlyList<CopyFinding> Findings { get; init => field = value ?? []; } = [];

    /// <summary>Why there is no report, for programs.</summary>
    public string? Code { get; init; }

    /// <summary>Why there is no report, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the failure may pass by itself.</summary>
    public bool Retryable { get; init; }

    /// <summary>How often the same bytes have been tried.</summary>
    public int Tries { get; init; }

    /// <summary>What the reading depended on besides the bytes: the user's corrections and marks.</summary>
    public string Stamp { get; init => field = value ?? ""; } = "";

    /// <summary>The edition of reading, cleaning and structuring that made this; an older one is read again.</summary>
    public int Edition { get; init; }

    /// <summary>What a person should know about the reading.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Whether a file of this size and time need not be read again.</summary>
    public bool IsUpToDate(long size, DateTimeOffset modified, string stamp) =>
        Edition == ReportDocuments.Edition && Stamp == stamp && Size == size && Modified == modified
        && !(Status == FileStatus.Failed && Retryable);

    /// <summary>The group of a file.</summary>
    internal static string KeyOf(string sourcePath) => KeyPrefix + sourcePath;

    /// <summary>Of the names of some bytes the one that was held against most copies: what they say counts for the bytes.</summary>
    public static FileEntry? ComparedOf(IReadOnlyList<FileEntry> sameBytes) => sameBytes?.MaxBy(file => file.Compared.Count);

    internal static FileEntry FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, RecordJson.Plain.FileEntry)!;

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Plain.FileEntry);
}

/// <summary>What became of a raw file.</summary>
public enum FileStatus
{
    /// <summary>Its reports can be searched.</summary>
    Indexed,

    /// <summary>Tried, without a report; tried again when it changes, or when the reason may have passed.</summary>
    Failed,

    /// <summary>Failed three times for a reason that might have passed: left alone until it changes or someone asks.</summary>
    Quarantined,
}
