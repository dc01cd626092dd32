using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnowledgeBase.Reports.Quality;

/// <summary>A reading in the form that a person inspects.</summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static string Of(string file, Reading reading) => JsonSerializer.Serialize(
        new
        {
            file,
            failure = reading.Failure?.Message,
            reports = reading.Reports.Select(report => new
            {
                title = report.Title,
                unit = report.Unit?.Value,
                unitType = report.UnitType?.Value.ToString(),
                year = report.Year?.Value,
                kind = report.Kind?.Value.ToString(),
                source = report.Source?.Value,
                text = report.Text,
                sections = report.Sections.Select(section => new
                {
                    type = section.Type.ToString(),
                    heading = section.Heading,
                    passages = section.Passages.Select(passage => new { heading = passage.Heading, headingPath = passage.HeadingPath, text = passage.Text, start = passage.Start, length = passage.Length }),
                }),
                notes = report.Notes.Select(note => $"{note.Code}: {note.Message}"),
            }),
            removed = reading.Removed.Select(removal => new { rule = removal.Rule, text = removal.Text, line = removal.Line, start = removal.Start, length = removal.Length }),
            notes = reading.Notes.Select(note => $"{note.Code}: {note.Message}"),
        },
        Written);
}
