using System.Globalization;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Quality.Links;

/// <summary>A report of the labels: its passages, and which of them belong together.</summary>
internal sealed class LabelledReport(string name)
{
    public const int Own = -1;

    public string Name => name;

    public List<(SectionType Section, string? Heading, string Text)> Passages { get; } = [];

    /// <summary>Passage numbers of problem, cause and measure; null for none, <see cref="Own"/> for one in the problem's text.</summary>
    public List<(int Problem, int? Cause, int? Measure)> Links { get; } = [];

    public static IEnumerable<LabelledReport> Read(string half)
    {
        LabelledReport? report = null;
        var numbers = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var line in LabelFolder.Lines($"links.{half}.txt"))
        {
            if (line[0] == '#')
            {
                if (report is not null)
                    yield return report;
                report = new LabelledReport(line);
                numbers = new() { ["P"] = [], ["C"] = [], ["M"] = [] };
                continue;
            }

            var cells = line.Split('\t');
            if (cells[0] == "=")
            {
                report!.Links.Add((Number("P", cells[1])!.Value, Number("C", cells[2]), Number("M", cells[3])));
                continue;
            }

            numbers[cells[0]].Add(report!.Passages.Count);
            var section = cells[0] switch { "P" => SectionType.存在问题, "C" => SectionType.原因分析, _ => SectionType.下一步打算 };
            report.Passages.Add((section, cells[1].Length == 0 ? null : cells[1], cells[2]));
        }

        if (report is not null)
            yield return report;

        int? Number(string kind, string text) => text switch
        {
            "-" => null,
            "S" => Own,
            _ => numbers[kind][int.Parse(text, CultureInfo.InvariantCulture) - 1],
        };
    }
}
