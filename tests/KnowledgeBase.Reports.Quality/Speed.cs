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
        var texts = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => Replay.Served(reader.Read(Path.GetFileName(file), File.ReadAllBytes(file)))).Where(text => text.Length > 2 * Length).ToList();
        if (texts.Count == 0)
        {
            Console.Error.WriteLine($"no file of '{folder}' gives a text of more than {2 * Length} characters");
            return 1;
        }

        var pieces = Enumerable.Range(0, Files).Select(i => texts[i % texts.Count].Substring((i / texts.Count * 997) % Length, Length)).ToList();
        Measure("txt", pieces.ConvertAll(piece => Encoding.UTF8.GetBytes(piece)), reader);
        Measure("html", pieces.ConvertAll(piece => Encoding.UTF8.GetBytes(SampleFiles.Html(piece))), reader);
        Measure("docx", pieces.ConvertAll(SampleFiles.Docx), reader);
        Console.WriteLine($"speed: peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        return 0;
    }

    private static void Measure(string format, List<byte[]> files, ReportReader reader)
    {
        Parallel.ForEach(files.Take(100), file => reader.Read("a." + format, file));
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        var failed = 0;
        Parallel.ForEach(files, file => Interlocked.Add(ref failed, reader.Read("a." + format, file).Failure is null ? 0 : 1));
        // On a machine that others use too, the time of its processors says more than the clock.
        var busy = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine($"speed: {format} {files.Count / watch.Elapsed.TotalSeconds:F0} files/s by the clock, {files.Count / busy * Environment.ProcessorCount:F0} files/s by processor time on {Environment.ProcessorCount} cores, {Length} characters each, failed {failed}");
    }
}
