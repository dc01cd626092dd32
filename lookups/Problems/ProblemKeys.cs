using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>
/// Under which key is a heading counted? A common problem under its name; anything else under its telling words in alphabetical order.
/// The key follows from the heading alone, so that groups are the same in whatever order reports come, and after each new ingestion.
/// </summary>
public static class ProblemKeys
{
    private const int IdDigits = 12;

    private static readonly Segmenter Words = new(WordTable.Instance);

    private static readonly FrozenSet<string> Generic =
        Resources.Lines("generic-words.txt").SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Broad =
        Resources.Lines("broad-words.txt").SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The key of a heading; null where it tells nothing: 存在一些问题.</summary>
    public static string? Of(string heading) => ProblemRules.Instance.Match(heading) ?? OfWords(heading);

    /// <summary>Whether a word does not tell one heading from another.</summary>
    public static bool IsGeneric(string word) => Generic.Contains(word);

    /// <summary>The key by words, for headings of any section.</summary>
    public static string? OfWords(string heading)
    {
        string[] all = [.. Words.Cut(heading)
            .Where(token => token.IsKnown && token.Text.Length > 1 && !char.IsDigit(token.Text[0]))
            .Select(token => token.Text)
            .Where(word => !StopWords.Contains(word))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        string[] words = [.. all.Where(word => !Generic.Contains(word))];

        // What is said of a whole field is told apart by how it is said: 经济总量不大 and 经济质效不高.
        return words.Length == 0 ? null : string.Join(' ', words is [var only] && Broad.Contains(only) ? all : words);
    }

    /// <summary>The address of a group.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..IdDigits];
}
