using System.Diagnostics;
using System.Text;

namespace KnowledgeBase.Reports.Quality;

/// <summary>How many files of 4,000 characters are read in a second, cut from the text of real reports.</summary>
internal static class Speed
{
    private const int Length = 4000;
    private const int Files = 1000;

    public static int Run(string folder)
    {
        var reader = new ReportReader();
        var texts = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => Replay.Served(reader.Read(Path.GetFileName(file), File.ReadAllBytes(file))))
            .Where(text => text.Length > 2 * Length).ToList();
        if (texts.Count == 0)
        {
            Console.Error.WriteLine($"no file of '{folder}' gives a text of more than {2 * Length} characters");
            return 1;
        }

        var pieces = Enumerable.Range(0, Files)
            .Select(i => texts[i % texts.Count].Substring((i / texts.Count * 997) % Length, Length)).ToList();
        Measure("txt", pieces.ConvertAll(piece => Encoding.UTF8.GetBytes(piece)), reader);
        Measure("html", pieces.ConvertAll(piece => Encoding.UTF8.GetBytes(SampleFiles.Html(piece))), reader);
        Measure("docx", pieces.ConvertAll(SampleFiles.Docx), reader);
        Console.WriteLine($"speed: peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        return 0;
    }

    private static void Measure(string format, List<byte[]> files, ReportReader reader)
    {
        Parallel.ForEach(files.Take(100), file => reader.Read("a." + format, file));
        var failed = 0;
        var (alone, aloneBusy) = Time(() =>
        {
            foreach (var file in files)
                failed += reader.Read("a." + format, file).Failure is null ? 0 : 1;
        });
        var (together, busy) = Time(() => Parallel.ForEach(files, file => reader.Read("a." + format, file)));
        Console.WriteLine($"speed: {format}, {Length} characters each, failed {failed}: one thread "
            + $"{files.Count / alone:F0} files/s by the clock, {files.Count / aloneBusy:F0} by processor time; "
            + $"{Environment.ProcessorCount} cores {files.Count / together:F0} by the clock, "
            + $"{files.Count / busy * Environment.ProcessorCount:F0} by processor time");
    }

    /// <summary>Seconds of the clock, and seconds of the processors: on a machine that others use too, these say more.</summary>
    private static (double Clock, double Busy) Time(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
