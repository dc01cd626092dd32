using System.Globalization;
using System.Runtime.CompilerServices;
using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Pages;

/// <summary>What stands around a text when a page is saved as plain text. See pages/README.md and frames/README.md.</summary>
internal sealed class PageTemplate
{
    private readonly string[] _lines;

    private PageTemplate(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        _lines = File.ReadAllLines(file);
    }

    public string Name { get; }

    /// <param name="folder">`pages` or `frames`.</param>
    /// <param name="half">Whose templates.</param>
    public static IEnumerable<PageTemplate> All(string folder, LabelHalf half) =>
        Directory.EnumerateFiles(Path.Combine(Find(folder), LabelFolder.Name(half)), "*.txt").Order(StringComparer.Ordinal)
            .Select(file => new PageTemplate(file));

    /// <summary>Pieces of a text, whose line ends are written as ⏎; none where the folder has none of the kind.</summary>
    public static List<string> Pieces(string folder, string kind, LabelHalf half)
    {
        var file = Path.Combine(Find(folder), $"{kind}.{LabelFolder.Name(half)}.txt");
        return File.Exists(file) ? [.. File.ReadLines(file).Where(line => line[0] != '#').Select(line => line.Replace('⏎', '\n'))] : [];
    }

    /// <summary>The page with a text in its place.</summary>
    public DressedFile Around(string name, CleanText text, Random random)
    {
        var lines = new List<DressedLine> { Line(LineRole.Title, text.Title, 0) };
        lines.AddRange(text.Lines.Select((line, i) =>
            Line(line.Contains('\t', StringComparison.Ordinal) ? LineRole.Row : LineRole.Paragraph, line, i + 1)));
        var writer = new RunWriter();
        foreach (var line in _lines)
            if (line == "@title")
                writer.Line(lines[0]);
            else if (line == "@body")
                lines.Skip(1).ToList().ForEach(writer.Line);
            else
                writer.Furniture(Filled(line, text, random) + "\n");

        return new(name + ".txt", Name, writer.Bytes(new System.Text.UTF8Encoding(false)), lines, [], ExactRuns: writer.Runs);
    }

    private static DressedLine Line(LineRole role, string text, int number) => new(role, new Run(text, Origin.Body, Line: number));

    private static string Filled(string line, CleanText text, Random random) => line
        .Replace("{place}", text.Place, StringComparison.Ordinal)
        .Replace("{title}", text.Title, StringComparison.Ordinal)
        .Replace("{unit}", text.Unit, StringComparison.Ordinal)
        .Replace("{d}", random.Next(1, 10).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{m}", random.Next(10, 60).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{n}", random.Next(1000, 10000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Find(string folder, [CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", folder);
}
