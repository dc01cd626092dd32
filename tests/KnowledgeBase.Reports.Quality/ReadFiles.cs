using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Quality;

/// <summary>
/// What is made of each file of a folder, read with the marks that the folder taught: titles, sections, headings and passages, for a person
/// to look through for marks that were left and types that are wrong.
/// </summary>
internal static class ReadFiles
{
    public static int Run(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path: Path.GetRelativePath(folder, path), Bytes: File.ReadAllBytes(path))).ToList();
        var plain = new ReportReader();
        var learner = new MarkLearner();
        foreach (var (path, bytes) in files)
            learner.Observe(plain.Read(Path.GetFileName(path), bytes));
        var learned = learner.Learn();
        Console.WriteLine($"learned: {string.Join(" | ", learned.Texts)}");

        var reader = new ReportReader(new() { LearnedMarks = learned });
        foreach (var (path, bytes) in files)
        {
            Console.WriteLine($"\n##### {path}");
            Print(reader.Read(Path.GetFileName(path), bytes));
        }

        return 0;
    }

    private static void Print(Reading reading)
    {
        if (reading.Failure is { } failure)
            Console.WriteLine($"!! {failure.Code}: {failure.Message}");
        foreach (var report in reading.Reports)
        {
            Console.WriteLine(
                $"=== {report.Title} [{report.Unit?.Value} {report.UnitType?.Value} {report.Year?.Value} {report.Kind?.Value} "
                + $"{report.Source?.Value}]");
            foreach (var section in report.Sections)
            {
                Console.WriteLine($"== {section.Type}: {section.Heading}");
                foreach (var passage in section.Passages)
                    Console.WriteLine($"- <{passage.Heading}> {passage.Text}");
            }

            foreach (var line in report.Formalities)
                Console.WriteLine($"~ {line.Type}: {line.Text}");
        }

        foreach (var doubt in reading.Suspected)
            Console.WriteLine($"? {doubt.Rule}: {doubt.Text} ({doubt.Reason})");
        foreach (var removal in reading.Removed)
            Console.WriteLine($"x {removal.Rule}: {removal.Text.ReplaceLineEndings("|")}");
    }
}
