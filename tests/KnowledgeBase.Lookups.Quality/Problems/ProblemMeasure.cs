using System.Globalization;
using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Quality.Problems;

/// <summary>Do items that say the same come into one group, and only those? Pairwise, over the labelled items.</summary>
internal static class ProblemMeasure
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        foreach (var half in LabelFolder.Halves)
        {
            var (items, missing) = LabelledProblem.Read(half);
            string[] keys = [.. items.Select((item, number) =>
                ProblemReader.Read(item.Heading, item.Text).Select(found => found.Key).FirstOrDefault() ?? $"none {number}")];
            int both = 0, ours = 0, theirs = 0;
            for (var a = 0; a < keys.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var (same, labelled) = (keys[a] == keys[b], items[a].Group == items[b].Group);
                    both += same && labelled ? 1 : 0;
                    ours += same ? 1 : 0;
                    theirs += labelled ? 1 : 0;
                }
            }

            var (precision, recall) = ((double)both / ours, (double)both / theirs);
            var f1 = 2 * precision * recall / (precision + recall);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
                {"half":"{{half}}","items":{{items.Count}},"missing":{{missing}},"precision":{{precision:F3}},"recall":{{recall:F3}},"f1":{{f1:F3}}}
                """));
            if (half == "dev" && arguments.Contains("list"))
                for (var i = 0; i < keys.Length; i++)
                    Console.WriteLine($"{items[i].Group}\t{keys[i]}\t{items[i].Text[..Math.Min(40, items[i].Text.Length)]}");
        }

        return 0;
    }
}
