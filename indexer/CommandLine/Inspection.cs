using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>The JSON of <c>inspect --json</c>. Other tools read it: names and shape stay.</summary>
internal sealed record Inspection(
    string File,
    IReadOnlyList<InspectedReport> Reports,
    IReadOnlyList<InspectedRemoval> Removed,
    IReadOnlyList<InspectedRemoval> Suspected,
    double CleaningConfidence,
    IReadOnlyList<ReadingNote> Notes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InspectedFailure? Failure)
{
    public static Inspection Of(string file, Reading reading) => new(
        file,
        [.. reading.Reports.Select(InspectedReport.Of)],
        [.. reading.Removed.Select(removal => new InspectedRemoval(
            removal.Rule, removal.Text, removal.Line, removal.Start, removal.Length, removal.Reason))],
        [.. reading.Suspected.Select(
            doubt => new InspectedRemoval(doubt.Rule, doubt.Text, doubt.Line, doubt.Start, doubt.Length, doubt.Reason))],
        reading.CleaningConfidence,
        reading.Notes,
        reading.Failure is { } failure ? new InspectedFailure(failure.Code, failure.Message) : null);
}

internal sealed record InspectedReport(
    string Title,
    string? Unit,
    string? UnitType,
    int? Year,
    string? Kind,
    string? Source,
    string Text,
    IReadOnlyList<InspectedSection> Sections,
    IReadOnlyList<ReadingNote> Notes,
    IReadOnlyDictionary<string, Fact<string>> Facts,
    IReadOnlyList<InspectedFormality> Formalities)
{
    public static InspectedReport Of(Report report) => new(
        report.Title,
        report.Unit?.Value,
        report.UnitType?.Value.ToString(),
        report.Year?.Value,
        report.Kind?.Value.ToString(),
        report.Source?.Value,
        report.Text,
        [.. report.Sections.Select(section => new InspectedSection(
            section.Type.ToString(),
            section.Heading,
            InspectedPassage.Of(report, section)))],
        report.Notes,
        report.NamedFacts(),
        [.. report.Formalities.Select(line => new InspectedFormality(Name(line.Type), line.Text, line.Start, line.Text.Length))]);

    internal static string Name(FormalityType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}

internal sealed record InspectedSection(string Type, string? Heading, IReadOnlyList<InspectedPassage> Passages);

/// <param name="Type">Null for what searches return; "heading" for a heading that no text follows.</param>
internal sealed record InspectedPassage(
    string? Heading,
    IReadOnlyList<string> HeadingPath,
    string Text,
    int Start,
    int Length,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RawStart,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RawLength,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TableCell>? Cells,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Part,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type)
{
    public static IReadOnlyList<InspectedPassage> Of(Report report, Section section) =>
    [
        .. section.Passages.Select(Of)
            .Concat(report.Formalities
                .Where(line => line.Heading is not null && line.Start >= section.Start && line.Start < section.Start + section.Length)
                .Select(Of))
            .OrderBy(passage => passage.Start),
    ];

    private static InspectedPassage Of(Passage passage) => new(
        passage.Heading,
        passage.HeadingPath,
        passage.Text,
        passage.Start,
        passage.Length,
        passage.RawStart,
        passage.RawLength,
        passage.Cells.Count > 0 ? passage.Cells : null,
        passage.PartCount > 1 ? $"{passage.Part}/{passage.PartCount}" : null,
        null);

    private static InspectedPassage Of(Formality line) =>
        new(line.Heading, [line.Heading!], line.Text, line.Start, line.Text.Length,
            null, null, null, null, InspectedReport.Name(line.Type));
}

/// <summary>A line of form that belongs to no passage.</summary>
internal sealed record InspectedFormality(string Type, string Text, int Start, int Length);

internal sealed record InspectedRemoval(string Rule, string Text, int Line, int Start, int Length, string Reason);

internal sealed record InspectedFailure(string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Inspection))]
internal sealed partial class InspectionJson : JsonSerializerContext
{
    // Chinese text is to be read by people, too.
    static InspectionJson() => Default = new InspectionJson(new JsonSerializerOptions(s_defaultOptions)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
