using System.Globalization;
using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Wraps;

/// <summary>Are the lines of wrapped texts joined as they were? Each clean text in some of the manners of wrapping, read alone.</summary>
internal static class WrapRun
{
    private const int FilesOfDress = 120;

    /// <param name="bench">The folder of real texts; null: the labelled reports only.</param>
    public static IEnumerable<DressedFile> Files(string? bench, LabelHalf half, string dress)
    {
        var texts = CleanTexts.Of(bench, half, DressedRun.Seed + (int)half);
        var number = Array.IndexOf(WrapDress.Names, dress);
        var random = new Random(DressedRun.Seed + (int)half + (number * 100));
        var step = Math.Max(1, texts.Count / FilesOfDress);
        for (var i = number % step; i < texts.Count; i += step)
            yield return WrapDress.Of($"{dress}-{i:0000}", dress, i % 6 == 0 ? Tables.Into(texts[i], random) : texts[i], half, random);
    }

    public static int Run(string bench, string[] options)
    {
        using var misses = new StreamWriter("wrap-misses.txt");
        foreach (var half in options is ["dev", ..] ? [LabelHalf.Dev] : Enum.GetValues<LabelHalf>())
        {
            (int Right, int All) wrapped = default, others = default, best = default;
            string[] all = [.. WrapDress.Names, "wrapped", "wrapped-pages", "pdf-office", "pdf-chromium"];
            foreach (var dress in options is [_, .. { Length: > 0 } chosen] ? chosen : all)
            {
                var score = new DressedScore();
                var ceiling = new WrapCeiling();
                var reader = new ReportReader();
                foreach (var file in WrapDress.Names.Contains(dress) ? Files(bench, half, dress) : Classic(bench, half, dress))
                {
                    var reading = reader.Read(file.Name, file.Bytes);
                    if (file.ExactRuns is not null)
                        ceiling.Add(file, Numbered);

                    score.Add(file, Provenance.Of(file, reading.RawText ?? ""), reading,
                        half == LabelHalf.Dev ? what => misses.WriteLine(what) : null);
                }

                var reachable = ceiling.Best();
                Console.WriteLine($"wraps {LabelFolder.Name(half)} {dress}: joined {Percent(score.Wrapped)}, by signs alone "
                    + $"{Percent(reachable)}, others {Percent(score.Unwrapped)}, furniture "
                    + $"{Percent((score.FurnitureGone, score.Furniture))}, titles {Percent((score.Titles, score.Files))}, body lost {score.BodyLost}, replay broken {score.ReplayBroken}");
                if (!WrapDress.Names.Contains(dress))
                    continue;

                (wrapped, others, best) = (Sum(wrapped, score.Wrapped), Sum(others, score.Unwrapped), Sum(best, reachable));
            }

            Console.WriteLine($"wraps {LabelFolder.Name(half)}: joined {Percent(wrapped)}, by signs alone {Percent(best)}, others "
                + $"{Percent(others)}");
        }

        return 0;
    }

    private static (int, int) Sum((int Right, int All) a, (int Right, int All) b) => (a.Right + b.Right, a.All + b.All);

    /// <summary>The wrapped ones of the dressed files.</summary>
    private static IEnumerable<DressedFile> Classic(string bench, LabelHalf half, string dress) =>
        Dressed(new Dresser(half, bench, DressedRun.Seed + (int)half), dress).Where(file => file.Dress == dress);

    private static IEnumerable<DressedFile> Dressed(Dresser dresser, string dress) =>
        dress.StartsWith("pdf", StringComparison.Ordinal) ? dresser.PdfFolder() : Enumerable.Range(0, 13).SelectMany(dresser.Folder);

    private static bool Numbered(string text) => Language.LineShape.IsNumbered(text.Replace('（', '(').Replace('）', ')'));

    private static string Percent((int Right, int All) of) => of.All == 0 ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{of.Right}/{of.All} ({100.0 * of.Right / of.All:F2} %)");
}
