using System.Diagnostics;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Headings;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Quality.Collections;
using KnowledgeBase.Lookups.Similarity;
using KnowledgeBase.Lookups.Suggestions;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality;

/// <summary>
/// How long look-ups take on many passages: the real reports of KB_BENCH, as often as it takes, each copy with a line of its own.
/// </summary>
internal static class SpeedMeasure
{
    private const int Seed = 7;
    private const int Asked = 200;

    public static int Run(int passages)
    {
        var bench = Environment.GetEnvironmentVariable("KB_BENCH") ?? throw new InvalidOperationException("KB_BENCH is not set");
        using var collection = new TemporaryStore();
        using var writer = collection.Store.OpenWriter();
        var began = Stopwatch.GetTimestamp();
        var reader = new ReportReader();
        var texts = Directory.GetFiles(Path.Combine(bench, "reports")).Order(StringComparer.Ordinal)
            .SelectMany(file => reader.Read(Path.GetFileName(file), File.ReadAllBytes(file)).Reports)
            .Select(report => report.Text).ToList();
        var count = 0;
        for (var copy = 0; count < passages; copy++)
        {
            foreach (var text in texts.TakeWhile(_ => count < passages))
            {
                var lines = text.Split('\n');
                var own = $"{lines[0]}\n本报告为第{copy}次整理。\n{string.Join('\n', lines.Skip(1))}";
                TemporaryStore.Add(writer, $"copies/{copy}-{count}.txt", own);
                count += lines.Length;
            }

            writer.Commit();
        }

        Report("import without look-ups", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        var (headings, problems) = (new HeadingDerivation(), new ProblemDerivation());
        var suggestions = new SuggestionDerivation(headings, problems);
        using var reports = new ReportCollection(collection.Store, [headings, problems, suggestions]);
        began = Stopwatch.GetTimestamp();
        reports.Update();
        Report("first view with headings, problems, suggestions", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        TemporaryStore.Add(writer, "copies/one.txt", texts[0] + "\n以上是补充。");
        writer.Commit();
        began = Stopwatch.GetTimestamp();
        reports.Update();
        Report("view after one more report", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        using var view = reports.Open(headings, problems, suggestions);
        Console.WriteLine($"{view.PassageCount} passages in {view.Reports.Count} reports, {view.Whole(headings).Entries.Count} headings");
        Answers(view, headings, suggestions);
        return 0;
    }

    private static void Answers(CollectionView view, HeadingDerivation headings, SuggestionDerivation suggestions)
    {
        var random = new Random(Seed);
        var similar = new SimilarPassages();
        view.Snapshot.TryPrepareFolding(PassageSchema.Text, TimeSpan.FromMinutes(5));
        Measure("similar", () =>
        {
            var report = random.Next(view.Reports.Count);
            var passage = view.Read(report, random.Next(view.Reports[report].PassageCount));
            similar.Find(
                view.Snapshot, new SimilarQuery(passage.Text) { Heading = passage.Heading, Section = passage.Section }, fold: true);
        });
        var library = view.Whole(headings);
        Measure("headings by pattern", () =>
            library.Entries.Count(entry => entry.Uses.Any(use => HeadingShape.Matches(use.Node.Heading, "坚持*，*"))));
        Measure("sets by size", () => library.Sets.Count(set => set.Headings.Count is >= 3 and <= 5 && set.IsParallel));
        var index = view.Whole(suggestions);
        Measure("suggest", () =>
        {
            var heading = library.Entries[random.Next(library.Entries.Count)].Uses[0].Node.Heading;
            var typed = heading[..Math.Min(heading.Length, 1 + random.Next(4))];
            if (random.Next(3) == 0)
                typed = PinyinInitials.Of(typed);
            if (typed.Length == 0)
                return;
            foreach (var kind in Enum.GetValues<SuggestionKind>())
                index.Find(kind, typed, 10);
            PhraseCompletion.Find(view.Snapshot, typed, 2);
        });
    }

    private static void Measure(string name, Action ask)
    {
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
        {
            var began = Stopwatch.GetTimestamp();
            ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        // The first ones compile.
        var sorted = times.Skip(10).Order().ToList();
        Console.WriteLine($"{name}: p50 {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms");
    }

    private static void Measure(string name, Func<int> count) => Measure(name, () => { _ = count(); });

    private static void Report(string name, double milliseconds) => Console.WriteLine($"{name}: {milliseconds / 1000:0.0} s");
}
