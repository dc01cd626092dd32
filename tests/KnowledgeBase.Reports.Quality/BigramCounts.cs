using System.Text;
using System.Text.Json;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Quality;

/// <summary>Makes reports/Language/bigrams.txt from public text: files of JSON lines with a field "text".</summary>
internal static class BigramCounts
{
    public static int Run(string target, IEnumerable<string> files)
    {
        var pairs = new Dictionary<int, int>();
        var singles = new int[65536];
        foreach (var file in files)
            foreach (var line in File.ReadLines(file))
            {
                using var json = JsonDocument.Parse(line);
                Add($"\n{json.RootElement.GetProperty("text").GetString()}\n", pairs, singles);
            }

        var lines = pairs.Where(pair => pair.Value >= BigramTable.Rarest)
            .GroupBy(pair => (char)(pair.Key >> 16)).OrderBy(group => group.Key);
        var text = new StringBuilder("# Which characters follow each other in ordinary official Chinese, and how often: a character, the "
            + "level of its count, then each\n# that follows it with the level of the pair. Made by tests/KnowledgeBase.Reports.Quality "
            + "(pairs); docs/cleaning.md says how.\n");
        foreach (var group in lines)
        {
            text.Append(Shown(group.Key)).Append(BigramTable.Level(singles[group.Key]));
            foreach (var pair in group.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
                text.Append(Shown((char)(pair.Key & 0xFFFF))).Append(BigramTable.Level(pair.Value));

            text.Append('\n');
        }

        File.WriteAllText(target, text.ToString());
        return 0;
    }

    private static void Add(string text, Dictionary<int, int> pairs, int[] singles)
    {
        var before = '\0';
        foreach (var c in text)
        {
            if (Characters.IsBlank(c))
                continue;

            var now = BigramTable.Class(c);
            singles[now]++;
            if (before != '\0')
            {
                var key = (before << 16) | now;
                pairs[key] = pairs.GetValueOrDefault(key) + 1;
            }

            before = now;
        }
    }

    private static char Shown(char c) => c == '\n' ? '⏎' : c;
}
