using System.Diagnostics;

namespace KnowledgeBase.Reports.Quality;

/// <summary>
/// What becomes of each file of a folder, how long it takes and how much memory: for files that are hostile, damaged or huge.
/// </summary>
internal static class OddFiles
{
    public static int Run(string folder)
    {
        var reader = new ReportReader();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            var watch = Stopwatch.StartNew();
            var reading = reader.Read(Path.GetFileName(file), bytes);
            var took = watch.ElapsedMilliseconds;
            var what = reading.Failure is { } failure
                ? $"{failure.Code}: {failure.Message}"
                : $"{reading.Format} {reading.Encoding}, {reading.Reports.Count} reports, {reading.Reports.Sum(report => report.Text.Length)} characters, {reading.Reports.Sum(report => report.Sections.Sum(section => section.Passages.Count))} passages, longest {reading.Reports.SelectMany(report => report.Sections).SelectMany(section => section.Passages).Select(passage => passage.Length).DefaultIfEmpty().Max()}, replays {Replay.Apply(reading.RawText!, Replay.Edits(reading)) == Replay.Served(reading)}, notes [{string.Join(' ', reading.Notes.Select(note => note.Code))}]";
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"odd: {Path.GetFileName(file)} {took} ms, peak {process.PeakWorkingSet64 >> 20} MB: {what}");
        }

        return 0;
    }
}
