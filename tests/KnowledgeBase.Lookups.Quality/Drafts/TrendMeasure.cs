using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Trends;

namespace KnowledgeBase.Lookups.Quality.Drafts;

/// <summary>
/// Is the peak year of dated campaigns found? The reports are invented, from 5 to 40 a year: in the peak year half of them name a campaign,
/// in the year before a tenth, in the year after a quarter, later one in thirty. Seed 20261123.
/// </summary>
internal static class TrendMeasure
{
    private const int FirstYear = 1999;
    private const int LastYear = 2025;

    public static int Run()
    {
        var labels = LabelFolder.Halves.ToDictionary(
            half => half,
            half => LabelFolder.Lines($"campaigns.{half}.tsv").Select(line => line.Split('\t'))
                .Select(cells => (Name: cells[0], Year: int.Parse(cells[1])))
                .ToList());
        var random = new Random(20261123);
        var files = new List<(string, byte[])>();
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var count = random.Next(5, 41);
            for (var number = 0; number < count; number++)
            {
                var unit = $"第{number}号试点清河县{"审教水财民司"[number % 6]}{"计育利政政法"[number % 6]}局";
                var text = new StringBuilder(
                    $"{unit}{year}年工作总结\n一、主要工作\n（一）日常工作有序。{year}年完成{random.Next(999)}件。\n");
                foreach (var (name, peak) in labels.Values.SelectMany(list => list))
                {
                    var share = (year - peak) switch { 0 => 0.5, -1 => 0.1, 1 => 0.25, > 1 => 1 / 30.0, _ => 0 };
                    if (random.NextDouble() < share)
                        text.Append($"（二）抓好{random.Next(99)}项任务。按照部署推进{name}，形成{random.Next(99)}条做法。\n");
                }

                files.Add(($"{year}-{number}.txt", Encoding.UTF8.GetBytes(text.ToString())));
            }
        }

        using var collected = new Collected(files);
        using var view = collected.View();
        foreach (var half in LabelFolder.Halves)
        {
            var right = 0;
            foreach (var (name, year) in labels[half])
            {
                var span = WordingTrend.Of(view, name, PassageFilter.None, default).Span;
                right += span.Peak == year ? 1 : 0;
                if (span.Peak != year && half == "dev")
                    Console.WriteLine($"{name}\t{year}\t{span.Peak}");
            }

            var share = (double)right / labels[half].Count;
            Console.WriteLine($$"""
                {"half":"{{half}}","campaigns":{{labels[half].Count}},"reports":{{view.Reports.Count}},"peak":{{share:F3}}}
                """);
        }

        return 0;
    }
}
