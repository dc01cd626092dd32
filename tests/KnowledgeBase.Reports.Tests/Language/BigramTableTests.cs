using System.Text;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Tests.Language;

public sealed class BigramTableTests
{
    private const int Seed = 20_261_122;

    [Fact]
    public void Pairs_are_seen_together_that_a_plain_reading_of_the_files_holds_and_no_others()
    {
        var pairs = new HashSet<(char, char)>();
        var characters = new SortedSet<char>();
        foreach (var line in Lines("bigrams.txt").Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            characters.Add(Shown(line[0]));
            for (var i = 2; i + 1 < line.Length; i += 2)
                pairs.Add((Shown(line[0]), Shown(line[i])));
        }

        foreach (var word in Lines("genre-words.txt").Skip(1).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            for (var i = 1; i < word.Length; i++)
                pairs.Add((BigramTable.Class(word[i - 1]), BigramTable.Class(word[i])));

        var table = BigramTable.Instance;
        Assert.All(pairs, pair => Assert.False(table.AreUnseenTogether(pair.Item1, pair.Item2)));
        var random = new Random(Seed);
        char[] all = [.. characters, .. "AzＺ０7 \t\0\uD840"];
        for (var i = 0; i < 500_000; i++)
        {
            var (a, b) = (all[random.Next(all.Length)], all[random.Next(all.Length)]);
            Assert.Equal(!pairs.Contains((BigramTable.Class(a), BigramTable.Class(b))), table.AreUnseenTogether(a, b));
        }
    }

    private static string[] Lines(string resource)
    {
        using var stream = typeof(BigramTable).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n');
    }

    private static char Shown(char c) => c == '⏎' ? '\n' : c;
}
