using System.Collections.Frozen;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The vocabulary of topics, to be found in a text.</summary>
internal static class TopicWords
{
    private const int Head = 2;
    private const string OtherName = "= ";

    private static readonly List<(string Name, List<string> Entries)> Blocks = DataFile.Blocks("topics.txt");

    private static readonly FrozenDictionary<string, TopicWord[]> ByHead = Read()
        .GroupBy(word => word.Text[..Head], StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key, group => group.OrderByDescending(word => word.Text.Length).ToArray(), StringComparer.Ordinal);

    /// <summary>The topics in the order of the file, with their other names.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Others)> Names { get; } =
    [
        .. Blocks.Select(block => (
            block.Name, (IReadOnlyList<string>)[.. block.Entries.Where(IsName).Select(entry => entry[OtherName.Length..])])),
    ];

    /// <summary>The words in a text from left to right, at each place the longest, without overlap.</summary>
    public static IEnumerable<(int Start, TopicWord Word)> In(string text)
    {
        for (var at = 0; at + Head <= text.Length;)
        {
            if (At(text, at) is { } word)
            {
                yield return (at, word);
                at += word.Text.Length;
            }
            else
            {
                at++;
            }
        }
    }

    private static TopicWord? At(string text, int at)
    {
        if (!ByHead.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(at, Head), out var words))
            return null;
        foreach (var word in words)
            if (text.AsSpan(at).StartsWith(word.Text, StringComparison.Ordinal))
                return word;
        return null;
    }

    private static bool IsName(string entry) => entry.StartsWith(OtherName, StringComparison.Ordinal);

    private static IEnumerable<TopicWord> Read() => Blocks
        .SelectMany((block, topic) => block.Entries
            .Where(entry => !IsName(entry))
            .Select(entry => (Word: entry.TrimEnd('?'), Topic: topic, IsStrong: entry[^1] != '?')))
        .GroupBy(entry => entry.Word, StringComparer.Ordinal)
        .Select(group => new TopicWord(group.Key, [.. group.Select(entry => (entry.Topic, entry.IsStrong))]));
}
