using System.Text;
using KnowledgeBase.Lookups.LeftOvers;

namespace KnowledgeBase.Lookups.Quality.Drafts;

/// <summary>
/// Are planted left-overs found, and what else is flagged? Second, every report of the folders as a draft of its own unit and year:
/// whatever is flagged there counts as a false alarm.
/// </summary>
internal static class LeftOverMeasure
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        using var collected = new Collected(Collected.Files(arguments.Where(argument => argument != "list")));
        using var view = collected.View();
        foreach (var half in LabelFolder.Halves)
        {
            int planted = 0, found = 0, alarms = 0, characters = 0;
            foreach (var cells in LabelFolder.Lines($"leftovers.{half}.tsv").Select(line => line.Split('\t')))
            {
                var (text, plants) = Read(cells[2]);
                var flagged = Check(cells[0], int.Parse(cells[1]), text);
                planted += plants.Count;
                characters += text.Length;
                foreach (var (start, length) in plants)
                {
                    var isFound = flagged.Any(one => one.Start < start + length && start < one.Start + one.Length);
                    found += isFound ? 1 : 0;
                    if (!isFound && half == "dev" && arguments.Contains("list"))
                        Console.WriteLine($"missed\t{cells[0]}\t{text.Substring(start, length)}");
                }

                foreach (var one in flagged.Where(one =>
                    !plants.Any(plant => one.Start < plant.Start + plant.Length && plant.Start < one.Start + one.Length)))
                {
                    alarms++;
                    if (half == "dev" && arguments.Contains("list"))
                        Console.WriteLine($"false\t{cells[0]}\t{text.Substring(one.Start, one.Length)}");
                }
            }

            var (own, ownCharacters) = Own(half, arguments.Contains("list"));
            Console.WriteLine($$"""
                {"half":"{{half}}","planted":{{planted}},"recall":{{(double)found / planted:F3}},"falseAlarms":{{alarms}},"characters":{{characters}},"per2000":{{alarms * 2000.0 / characters:F2}},
                 "ownReports":{"flagged":{{own}},"characters":{{ownCharacters}},"per2000":{{own * 2000.0 / ownCharacters:F2}} } }
                """);
        }

        return 0;

        IReadOnlyList<LeftOver> Check(string unit, int year, string text) =>
            new LeftOverCheck(view, view.Whole(collected.UnitNames), unit, year, [], default).Run(text);

        (int Flagged, int Characters) Own(string half, bool list)
        {
            var (flagged, characters) = (0, 0);
            for (var number = half == "held" ? 1 : 0; number < view.Reports.Count; number += 2)
            {
                var report = view.Reports[number];
                if (report.Unit is null || report.Year is not { } year)
                    continue;
                var text = string.Join('\n', Enumerable.Range(0, report.PassageCount).Select(passage => view.Read(number, passage).Text));
                var found = Check(report.Unit, year, text);
                characters += text.Length;
                flagged += found.Count;
                if (half == "dev" && list)
                    foreach (var one in found)
                        Console.WriteLine($"own\t{report.Unit} {year}\t{one.Kind}\t{Around(text, one)}");
            }

            return (flagged, characters);
        }
    }

    private static string Around(string text, LeftOver one)
    {
        const int Before = 10;
        const int After = 8;
        var end = one.Start + one.Length;
        return $"{text[Math.Max(0, one.Start - Before)..one.Start]}【{text[one.Start..end]}】{text[end..Math.Min(text.Length, end + After)]}"
            .ReplaceLineEndings(" ");
    }

    private static (string Text, List<(int Start, int Length)> Plants) Read(string marked)
    {
        var (text, plants, open) = (new StringBuilder(), new List<(int, int)>(), 0);
        foreach (var c in marked)
        {
            if (c == '【')
                open = text.Length;
            else if (c == '】')
                plants.Add((open, text.Length - open));
            else
                text.Append(c);
        }

        return (text.ToString(), plants);
    }
}
