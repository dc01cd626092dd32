using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// Runs specs/*.md: each heading of the second level is a rule in one sentence, below it a raw text and what must become of it,
/// in fences named raw, served, removed, suspected, outline, facts. See specs/README.md for their form.
/// </summary>
public sealed class SpecTests
{
    public static TheoryData<string, string> Rules()
    {
        var rules = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder(), "*.md")
            .Where(file => Path.GetFileName(file) != "README.md").Order(StringComparer.Ordinal))
            foreach (var spec in Spec.ReadAll(file))
                rules.Add(Path.GetFileName(file), spec.Sentence);

        return rules;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_holds(string file, string rule)
    {
        var spec = Spec.ReadAll(Path.Combine(Folder(), file)).Single(spec => spec.Sentence == rule);
        var reading = Given.Text(spec.Raw, spec.Name);
        foreach (var (kind, expected) in spec.Expected)
            Assert.Equal(expected, kind switch
            {
                "served" => string.Join("\n===\n", reading.Reports.Select(report => report.Text)),
                "removed" =>
                    string.Join('\n',
                        reading.Removed.Select(removal => $"{removal.Rule}: {removal.Text.Replace("\n", "⏎", StringComparison.Ordinal)}")),
                "suspected" => string.Join('\n', reading.Suspected.Select(suspicion => $"{suspicion.Rule}: {suspicion.Text}")),
                "outline" => Outline(reading),
                "facts" => Facts(reading),
                _ => throw new InvalidDataException($"{file}: a fence named {kind}"),
            });
    }

    private static string Outline(Reading reading)
    {
        var outline = new StringBuilder();
        foreach (var report in reading.Reports)
            foreach (var section in report.Sections)
            {
                outline.Append(CultureInfo.InvariantCulture, $"{section.Type} {section.Heading ?? "-"}\n");
                var passages =
                    section.Passages.Select(passage => (passage.Start, Line: $"{PathOf(passage)}: {Ends(passage.Text)}{Cells(passage)}"));
                var formalities = report.Formalities
                    .Where(line => line.Start >= section.Start && line.Start < section.Start + section.Length)
                    .Select(line => (line.Start, Line: $"({line.Type}) {Ends(line.Text)}"));
                foreach (var (_, line) in passages.Concat(formalities).OrderBy(line => line.Start))
                    outline.Append(CultureInfo.InvariantCulture, $"  {line}\n");
            }

        return outline.ToString().TrimEnd('\n');
    }

    private static string Cells(Passage passage) =>
        passage.Cells.Count == 0 ? "" : $" [{string.Join(" | ", passage.Cells.Select(cell => $"{cell.Column ?? "-"}={Ends(cell.Text)}"))}]";

    private static string PathOf(Passage passage)
    {
        var above = passage.HeadingPath is [.., var last] && last == passage.Heading
            ? passage.HeadingPath.SkipLast(1)
            : passage.HeadingPath;
        return string.Join(" > ", above.Append(passage.Heading ?? "-"));
    }

    private static string Ends(string text)
    {
        var line = text.Replace("\n", "⏎", StringComparison.Ordinal);
        return line.Length <= 24 ? line : $"{line[..12]}…{line[^8..]}";
    }

    private static string Facts(Reading reading) => string.Join("\n===\n", reading.Reports.Select(report => string.Join('\n', new[]
    {
        $"title: {report.Title}",
        report.Unit is { } unit ? $"unit: {unit.Value}" : null,
        report.UnitNames.Count > 1 ? $"names: {string.Join(' ', report.UnitNames)}" : null,
        report.UnitType is { } type ? $"unitType: {type.Value}" : null,
        report.Level is { } level ? $"level: {level.Value}" : null,
        report.Year is { } year ? $"year: {year.Value}" : null,
        report.Kind is { } kind ? $"kind: {kind.Value}" : null,
        report.Source is { } source ? $"source: {source.Value}" : null,
        report.Notes.Count > 0 ? $"notes: {string.Join(' ', report.Notes.Select(note => note.Code))}" : null,
    }.Where(line => line is not null))));

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "specs");
}
