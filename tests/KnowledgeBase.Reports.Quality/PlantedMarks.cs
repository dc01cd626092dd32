using System.Text;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Quality;

/// <summary>
/// Are marks learned that no rule names? Plants an invented name at random places of 30 real reports, lets a learner observe
/// all, and reads all again: what of the planted went, what of the bodies, what from the untouched files.
/// </summary>
internal static class PlantedMarks
{
    private const int Planted = 30;
    private const int PerFile = 8;
    private static readonly string[] Names = ["岚皋素笺", "豆蔻荐稿圈", "七里墨香坊", "竹影拾遗录", "青禾小楷君", "檐下听雨稿"];

    public static int Run(string folder, int seed)
    {
        var failed = 0;
        var plain = new ReportReader();
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), Reading: plain.Read(Path.GetFileName(file), File.ReadAllBytes(file)))).ToList();
        for (var round = 0; round < Names.Length; round++)
        {
            var random = new Random(seed + round);
            var chosen = files.Select((_, i) => i).OrderBy(_ => random.Next()).Take(Planted).ToHashSet();
            var texts = files.Select((file, i) => chosen.Contains(i)
                ? Plant(Replay.Served(file.Reading), Names[round], random)
                : Replay.Served(file.Reading)).ToList();
            var learner = new MarkLearner();
            foreach (var text in texts)
                learner.Observe(text);

            var learned = learner.Learn();
            var reader = new ReportReader(new() { LearnedMarks = learned });
            int left = 0, lost = 0, others = 0;
            for (var i = 0; i < files.Count; i++)
            {
                var reading = reader.Read(files[i].Name[..files[i].Name.LastIndexOf('.')] + ".txt", Encoding.UTF8.GetBytes(texts[i]));
                var served = Compact(Replay.Served(reading));
                if (chosen.Contains(i))
                {
                    left += served.AsSpan().Count(Names[round]);
                    lost += Difference(
                        Compact(Replay.Served(files[i].Reading)), served.Replace(Names[round], "", StringComparison.Ordinal));
                    foreach (var removal in reading.Removed.Where(removal => removal.Text != Names[round]
                        && !removal.Text.Replace(Names[round], "", StringComparison.Ordinal).All(char.IsWhiteSpace)))
                        Console.WriteLine($"  {files[i].Name}:{removal.Line} {removal.Rule} 「{removal.Text}」");
                }
                else
                    others += served == Compact(Replay.Served(files[i].Reading)) ? 0 : 1;
            }

            const int All = Planted * PerFile;
            failed += left * 100 > All || lost > 0 || others > 0 ? 1 : 0;
            Console.WriteLine($"planted: 「{Names[round]}」 seed {seed + round}, learned [{string.Join(' ', learned.Texts)}], removed "
                + $"{All - left}/{All}, body characters lost {lost}, other files changed {others}");
        }

        return failed;
    }

    private static string Plant(string text, string name, Random random)
    {
        for (var i = 0; i < PerFile; i++)
            text = text.Insert(random.Next(1, text.Length), name);

        return text;
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Characters of the first text that the second lacks, where the second holds nothing new; otherwise all of it.</summary>
    private static int Difference(string whole, string part)
    {
        var at = 0;
        foreach (var c in whole)
            at += at < part.Length && part[at] == c ? 1 : 0;

        return at == part.Length ? whole.Length - part.Length : whole.Length;
    }
}
