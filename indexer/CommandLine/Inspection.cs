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
        [.. reading.Suspected.Select(doubt => new InspectedRemoval(doubt.Rule, doubt.Text, doubt.Line, doubt.Start, doubt.Length, doubt.Reason))],
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
    IReadOnlyDictionary<string, Fact<string>> Facts)
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
            [.. section.Passages.Select(passage => new InspectedPassage(
                passage.Heading, passage.HeadingPath, passage.Text, passage.Start, passage.Length, passage.RawStart, passage.RawLength))]))],
        report.Notes,
        report.NamedFacts());
}

internal sealed record InspectedSection(string Type, string? Heading, IReadOnlyList<InspectedPassage> Passages);

internal sealed record InspectedPassage(
    string? Heading, IReadOnlyList<string> HeadingPath, string Text, int Start, int Length, int RawStart, int RawLength);

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
