using System.Collections.Frozen;
using System.Reflection;

namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>The letters that people type for characters: xxxsdy for 学习形式单一.</summary>
public static class PinyinInitials
{
    private static readonly FrozenDictionary<char, char> Letters = Read();

    /// <summary>One letter for each character with a reading, digits and letters as they are in lower case; all else is left out.</summary>
    public static string Of(string text) => string.Concat(text.Select(LetterOf).OfType<char>());

    private static char? LetterOf(char c) =>
        char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : Letters.TryGetValue(c, out var letter) ? letter : null;

    private static FrozenDictionary<char, char> Read()
    {
        var letters = new Dictionary<char, char>();
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("pinyin-initials.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 2 && line[0] != '#')
                foreach (var c in line.AsSpan(2))
                    letters.TryAdd(c, line[0]);
        }

        return letters.ToFrozenDictionary();
    }
}
