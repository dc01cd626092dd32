using System.Collections.Frozen;

namespace KnowledgeBase.Lookups.Wording;

/// <summary>Words that a passage need not hold, as stop-words.txt lists them.</summary>
public static class StopWords
{
    private static readonly FrozenSet<string> Words = Resources.Lines("stop-words.txt")
        .SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
