using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Dumps;

/// <summary>
/// A dump is JSONL in UTF-8, one <see cref="DumpLine"/> a line, and knows nothing of the index's format. The first line is
/// <c>dump</c>, the last <c>end</c>; between them stand <c>marks</c>, <c>learnedMarks</c> and <c>corrections</c>, then for each raw file
/// its
/// <c>report</c> lines, its <c>raw</c> line where the bytes are part of the dump, and its <c>file</c> line.
/// </summary>
internal static class DumpFormat
{
    /// <summary>History: 1, the first. What a later version adds within a line is passed over; another kind of line needs a new
    /// version.</summary>
    public const int Version = 1;

    public const string Start = "dump";
    public const string End = "end";
    public const string Marks = "marks";
    public const string LearnedMarks = "learnedMarks";
    public const string Corrections = "corrections";
    public const string Report = "report";
    public const string Raw = "raw";
    public const string File = "file";
}

/// <summary>One line of a dump; which members it has goes by its type.</summary>
internal sealed record DumpLine
{
    public required string Type { get; init; }

    /// <summary>Of <c>dump</c>: the version of the format.</summary>
    public int? Version { get; init; }

    /// <summary>Of <c>dump</c>: the version of the program.</summary>
    public string? Product { get; init; }

    /// <summary>Of <c>dump</c>: when it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Of <c>end</c>: how many lines stand before it.</summary>
    public long? Lines { get; init; }

    /// <summary>Of <c>marks</c>, <c>learnedMarks</c> and <c>corrections</c>: the text as it is kept.</summary>
    public string? Text { get; init; }

    /// <summary>Of <c>report</c>: the report with its facts and their evidence, sections and passages.</summary>
    public ReportRecord? Report { get; init; }

    /// <summary>Of <c>file</c>: what is known of the raw file.</summary>
    public FileEntry? File { get; init; }

    /// <summary>Of <c>file</c>: what cleaning removes from it; absent where the raw file is not there to be read again.</summary>
    public IReadOnlyList<Removal>? Removed { get; init; }

    /// <summary>Of <c>raw</c>: whose bytes they are.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Of <c>raw</c>: the raw file, byte for byte.</summary>
    public byte[]? Bytes { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DumpLine))]
internal sealed partial class DumpJson : JsonSerializerContext
{
    public static DumpJson Plain =>
        field ??= new(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A dump is a file from elsewhere: null where a value belongs is a fault of its line.</summary>
    public static DumpJson Strict =>
        field ??= new(new JsonSerializerOptions(Default!.Options) { RespectNullableAnnotations = true });
}
