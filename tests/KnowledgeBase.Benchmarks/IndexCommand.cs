using System.Diagnostics;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>How fast is an index built, committed and merged into one segment, and how big is it?</summary>
internal static class IndexCommand
{
    public static void Run(string passages, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var watch = Stopwatch.StartNew();
        long bytes = 0;
        var documents = 0;
        double written;
        using (var index = SearchIndex.Open(folder, Passages.Schema))
        {
            using var writer = index.OpenWriter();
            foreach (var group in Passages.Groups(passages, count => bytes += count))
            {
                writer.Put(group);
                documents += group.Documents.Count;
            }

            writer.Commit();
            written = watch.Elapsed.TotalSeconds;
            writer.Optimize();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        Report.Print(
            ("engine", "KnowledgeBase"), ("docs", documents), ("seconds", seconds), ("mb_per_s", bytes / 1e6 / seconds),
            ("index_bytes", new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length)),
            ("peak_rss_mb", Report.PeakResidentMegabytes()),
            ("write_s", written), ("merge_s", seconds - written), ("cpu_s", Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds));
    }
}
