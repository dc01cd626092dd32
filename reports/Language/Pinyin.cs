using System.Collections.Frozen;

namespace KnowledgeBase.Reports.Language;

/// <summary>How characters are written in letters: people abbreviate by it, and sites make their addresses of it.</summary>
public static class Pinyin
{
    private static readonly FrozenDictionary<char, string> Readings = Read();

    /// <summary>The first letter of a character's reading; null for a character without one.</summary>
    public static char? InitialOf(char c) => Readings.TryGetValue(c, out var reading) ? reading[0] : null;

    /// <summary>The reading of a character without its tone; null for a character without one.</summary>
    internal static string? ReadingOf(char c) => Readings.GetValueOrDefault(c);

    /// <summary>
    /// How many characters from a place on spell a label of letters, each by its whole reading or its first letter: 墨雨文库 is moyuwk. 0 where
    /// they do not.
    /// </summary>
    internal static int Spelling(string text, int at, ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || at >= text.Length || !Readings.TryGetValue(text[at], out var reading))
            return 0;
        if (label.StartsWith(reading) && With(text, at, label[reading.Length..]) is > 0 and var whole)
            return whole;
        return reading.Length > 1 && label[0] == reading[0] ? With(text, at, label[1..]) : 0;
    }

    private static int With(string text, int at, ReadOnlySpan<char> left)
    {
        if (left.IsEmpty)
            return 1;
        return Spelling(text, at + 1, left) is > 0 and var rest ? rest + 1 : 0;
    }

    private static FrozenDictionary<char, string> Read()
    {
        var readings = new Dictionary<char, string>();
        foreach (var line in DataFile.Lines("pinyin.txt"))
        {
            var end = line.IndexOf(' ');
            foreach (var c in line.AsSpan(end + 1))
                readings.TryAdd(c, line[..end]);
        }

        return readings.ToFrozenDictionary();
    }
}
