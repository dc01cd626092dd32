using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>Words that a unit of one level or kind does not use of itself, as own-words.txt lists them.</summary>
internal static class OwnWords
{
    /// <summary>Characters that make another word with what follows: 社区, 乡镇, 区县.</summary>
    private const string PartsOfWords = "社小园景片辖地山库校发乡各城矿灾新区";

    private static readonly Dictionary<string, string[]> Foreign = Resources.Lines("own-words.txt")
        .Select(line => line.Split(':'))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' '), StringComparer.Ordinal);

    /// <summary>None for a kind that the list does not have.</summary>
    public static IReadOnlyList<string> ForeignTo(string? kind) => kind is null ? [] : Foreign.GetValueOrDefault(kind) ?? [];

    /// <summary>
    /// Whether a word stands at an offset as itself: 区委 in 社区委员会, 镇党委 in 乡镇党委 and 全局 in 顾全局 do not.
    /// </summary>
    public static bool IsAt(string text, int at, string word)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            return false;
        var before = at > 0 ? text[at - 1] : '\n';
        var after = at + word.Length < text.Length ? text[at + word.Length] : '\n';
        if (word[0] is '我' or '全' or '本')
            return !(word[0] == '全' && before is '健' or '安') && !(word[^1] == '区' && after is '域' or '间' or '块');
        return !PartsOfWords.Contains(before, StringComparison.Ordinal)
            && !(word == "区长" && after is '效' or '期') && !(word is "镇长" or "乡长" or "县长" && after is '期' or '效' or '远');
    }
}
