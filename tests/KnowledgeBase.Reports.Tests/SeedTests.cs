using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Tests;

/// <summary>Raw files with hand-made answers beside them: the folder that KB_SEEDS names, its answers in gold/NAME.json.</summary>
public sealed partial class SeedTests
{
    [Fact]
    public void Every_seed_is_read_as_its_gold_says()
    {
        var folder = Environment.GetEnvironmentVariable("KB_SEEDS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "KB_SEEDS names no folder of raw files with their gold/");
        var differences = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder!, "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            using var gold = JsonDocument.Parse(File.ReadAllText(file));
            var name = gold.RootElement.GetProperty("file").GetString()!;
            differences.AddRange(Differences(gold.RootElement, Given.Bytes(File.ReadAllBytes(Path.Combine(folder!, name)), name))
                .Select(difference => $"{name}: {difference}"));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static IEnumerable<string> Differences(JsonElement gold, Reading reading)
    {
        var lines = gold.GetProperty("cleanLines").EnumerateArray()
            .ToDictionary(line => line.GetProperty("line").GetInt32(), line => line.GetProperty("text").GetString()!);
        var reports = gold.GetProperty("reports").EnumerateArray().ToList();
        if (reports.Count != reading.Reports.Count)
        {
            yield return $"{reading.Reports.Count} reports, not {reports.Count}";
            yield break;
        }

        foreach (var (expected, report) in reports.Zip(reading.Reports))
        {
            var (first, last) = Range(expected.GetProperty("lines"));
            var body = string.Join('\n', lines.Where(line => line.Key >= first && line.Key <= last)
                .OrderBy(line => line.Key).Select(line => Folded(line.Value)));
            if (Folded(report.Text) != body.ReplaceLineEndings(""))
                yield return $"the text of 「{report.Title}」 differs";

            if (report.Text.Split('\n').Length != body.Split('\n').Length)
                yield return $"「{report.Title}」 has {report.Text.Split('\n').Length} paragraphs, not {body.Split('\n').Length}";

            foreach (var difference in Facts(expected, report).Concat(Sections(expected, report, lines)))
                yield return $"「{report.Title}」 {difference}";
        }
    }

    private static IEnumerable<string> Facts(JsonElement expected, Report report)
    {
        if (report.Title != expected.GetProperty("title").GetString())
            yield return $"is titled 「{expected.GetProperty("title")}」";

        var units = expected.GetProperty("unit");
        if (units.ValueKind == JsonValueKind.Null
            ? report.Unit is not null
            : units.EnumerateArray().All(unit => unit.GetString() != report.Unit?.Value))
            yield return $"unit is {report.Unit?.Value ?? "unknown"}, not {units}";

        foreach (var (field, said) in new[] { ("unitType", report.UnitType?.Value.ToString()),
            ("year", report.Year?.Value.ToString(null, null)), ("kind", report.Kind?.Value.ToString()) })
        {
            var wanted = expected.GetProperty(field);
            if ((wanted.ValueKind == JsonValueKind.Null ? null : wanted.ToString()) != said)
                yield return $"{field} is {said ?? "unknown"}, not {wanted}";
        }
    }

    private static IEnumerable<string> Sections(JsonElement expected, Report report, Dictionary<int, string> lines)
    {
        foreach (var section in expected.GetProperty("sections").EnumerateArray())
        {
            var type = section.GetProperty("type").GetString();
            var (first, last) = Range(section.GetProperty("lines"));
            foreach (var line in lines.Where(line => line.Key >= first && line.Key <= last))
            {
                var place = Folded(report.Text).IndexOf(Folded(line.Value), StringComparison.Ordinal);
                var said = report.Sections.LastOrDefault(
                    candidate => Folded(report.Text[..candidate.Start]).Length <= place)?.Type.ToString();
                if (said != type)
                    yield return $"line {line.Key} stands in {said}, not {type}";
            }

            if (section.GetProperty("heading").GetString() is { } heading && report.Sections.All(candidate => candidate.Heading != heading))
                yield return $"has no section 「{heading}」";

            foreach (var point in section.GetProperty("points").EnumerateArray())
                if (!HeadingsOf(report, type).Contains(point.GetProperty("heading").GetString()))
                    yield return $"has no passage 「{point.GetProperty("heading")}」 in {type}";
        }
    }

    /// <summary>The headings of passages and those that stand alone, in sections of that type.</summary>
    private static IEnumerable<string?> HeadingsOf(Report report, string? type) => report.Sections
        .Where(section => section.Type.ToString() == type)
        .SelectMany(section => section.Passages.Select(passage => passage.Heading).Concat(report.Formalities
            .Where(line => line.Start >= section.Start && line.Start < section.Start + section.Length)
            .Select(line => line.Heading)));

    private static (int First, int Last) Range(JsonElement pair) => (pair[0].GetInt32(), pair[1].GetInt32());

    private static string Folded(string text) => Blanks().Replace(text.Normalize(NormalizationForm.FormKC), "");

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
