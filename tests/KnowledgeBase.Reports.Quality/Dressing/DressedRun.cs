using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>
/// What does reading make of clean texts that were dressed in every way in which files come? Each file is read alone, then again with
/// the marks that its folder of 200 taught. The two halves have different texts, frames and sites.
/// </summary>
internal static class DressedRun
{
    public const int Seed = 20260;

    /// <param name="bench">The folder of real texts; null: the labelled reports only.</param>
    /// <param name="folders">Of 200 files, for each half.</param>
    /// <param name="halves">Which halves; none for both.</param>
    /// <param name="misses">Where the misses of the dev half are written; null for nowhere.</param>
    /// <param name="seed">Which texts meet which dress and site; with another one than usual, the dev half meets what it has not met.</param>
    public static Dictionary<(LabelHalf Half, bool IsLearned), DressedScore> Measure(
        string? bench,
        int folders,
        int filesOfFolder,
        TextWriter? misses,
        LabelHalf[]? halves = null,
        int seed = Seed)
    {
        halves ??= Enum.GetValues<LabelHalf>();
        var scores = new Dictionary<(LabelHalf, bool), DressedScore>();
        foreach (var half in halves)
            (scores[(half, false)], scores[(half, true)]) = (new(), new());
        // The halves know nothing of each other, so they may as well run side by side.
        Parallel.ForEach(halves, half => Measure(half, scores[(half, false)], scores[(half, true)]));
        return scores;

        void Measure(LabelHalf half, DressedScore alone, DressedScore learned)
        {
            var dresser = new Dresser(half, bench, seed + (int)half);
            var plain = new ReportReader();
            var all = Enumerable.Range(0, folders).Select(folder => dresser.Folder(folder).Take(filesOfFolder));
            foreach (var folder in bench is null ? all : all.Append(dresser.PdfFolder()))
            {
                var learner = new MarkLearner();
                var files = new List<(DressedFile File, Provenance Provenance)>();
                foreach (var file in folder)
                {
                    var reading = plain.Read(file.Name, file.Bytes);
                    var provenance = Provenance.Of(file, reading.RawText ?? "");
                    files.Add((file, provenance));
                    learner.Observe(reading);
                    alone.Add(file, provenance, reading, MissOf(half, "alone"));
                }

                var marks = learner.Learn();
                MissOf(half, "learned")?.Invoke($"a folder taught: {string.Join(" | ", marks.Texts)}");
                var reader = new ReportReader(new() { LearnedMarks = marks });
                foreach (var (file, provenance) in files)
                    learned.Add(file, provenance, reader.Read(file.Name, file.Bytes), MissOf(half, "learned"));
            }
        }

        Action<string>? MissOf(LabelHalf half, string how) =>
            half == LabelHalf.Held || misses is null ? null : what => misses.WriteLine($"{how} {what}");
    }

    /// <param name="options">[how many folders] [dev [seed]]</param>
    public static int Run(string bench, string[] options)
    {
        var folders = options is [var count, ..] && int.TryParse(count, CultureInfo.InvariantCulture, out var asked) ? asked : 13;
        var dev = Array.IndexOf(options, "dev");
        var seed = dev >= 0 && dev + 1 < options.Length ? int.Parse(options[dev + 1], CultureInfo.InvariantCulture) : Seed;
        var watch = Stopwatch.StartNew();
        using var misses = new StreamWriter("dressed-misses.txt");
        Console.WriteLine($"dressed: seed {seed}, {folders} folders of {Dresser.FilesOfFolder} files in each half; misses of dev are in "
            + "dressed-misses.txt");
        var scores = Measure(bench, folders, Dresser.FilesOfFolder, misses, dev >= 0 ? [LabelHalf.Dev] : null, seed);
        foreach (var ((half, isLearned), score) in scores)
            score.Print($"{LabelFolder.Name(half)} {(isLearned ? "learned" : "alone")}", Console.Out);
        Console.WriteLine($"dressed: {watch.Elapsed.TotalSeconds:F0} s, processor {Environment.CpuUsage.TotalTime.TotalSeconds:F0} s");
        return scores.Values.All(score => score is { BodyLost: 0, ReplayBroken: 0 }) ? 0 : 1;
    }

    /// <summary>Writes the files of some folders, for the indexer and for one's own eyes.</summary>
    public static int Write(string bench, string target, int folders)
    {
        foreach (var half in Enum.GetValues<LabelHalf>())
        {
            var dresser = new Dresser(half, bench, Seed + (int)half);
            for (var folder = 0; folder < folders; folder++)
                foreach (var file in dresser.Folder(folder))
                {
                    var path = Path.Combine(target, $"{LabelFolder.Name(half)}-{folder:00}", file.Name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllBytes(path, file.Bytes);
                }
        }

        return 0;
    }
}
