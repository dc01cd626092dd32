using System.Collections.Frozen;
using System.Reflection;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>Which headings merely name a section: 存在的主要问题, 2024年工作安排, 任务清单.</summary>
internal static class SectionNames
{
    private static readonly FrozenSet<string> Words = Read().ToFrozenSet(StringComparer.Ordinal);
    private static readonly int Longest = Words.Max(word => word.Length);

    /// <summary>Whether a heading consists of words of the list, digits and punctuation alone.</summary>
    public static bool Contains(string heading)
    {
        var reached = new bool[heading.Length + 1];
        reached[0] = true;
        for (var at = 0; at < heading.Length; at++)
        {
            if (!reached[at])
                continue;
            if (!char.IsLetter(heading[at]))
                reached[at + 1] = true;
            for (var length = 1; length <= Longest && at + length <= heading.Length; length++)
                reached[at + length] |= Words.Contains(heading.Substring(at, length));
        }

        return reached[^1];
    }

    private static IEnumerable<string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("section-words.txt")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
