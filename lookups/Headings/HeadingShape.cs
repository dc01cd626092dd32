using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>The lengths, halves and patterns of headings, as writers count them: characters without punctuation.</summary>
public static partial class HeadingShape
{
    /// <summary>Characters that say something: letters and digits.</summary>
    public static int Length(string heading) => heading.Count(char.IsLetterOrDigit);

    /// <summary>The lengths of the parts between punctuation: 6+6 for 强化政治引领，筑牢思想根基.</summary>
    public static IReadOnlyList<int> Parts(string heading)
    {
        var parts = new List<int>();
        var length = 0;
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c))
            {
                length++;
            }
            else if (c is '，' or ',' or '、' or '；' or ' ' or '　' && length > 0)
            {
                parts.Add(length);
                length = 0;
            }
        }

        if (length > 0)
            parts.Add(length);
        return parts;
    }

    /// <summary>
    /// Equal for headings that differ in punctuation and in words that carry nothing alone: 学习形式单一 and 学习的形式还比较单一.
    /// </summary>
    public static string Key(string heading)
    {
        var key = new StringBuilder(heading.Length);
        foreach (var c in Fillers().Replace(heading, ""))
            if (char.IsLetterOrDigit(c))
                key.Append(char.ToLowerInvariant(c));
        return key.Length >= 4 ? key.ToString() : string.Concat(heading.Where(char.IsLetterOrDigit));
    }

    /// <summary>Whether a heading has a pattern: * stands for one or more characters, all other characters for themselves.</summary>
    public static bool Matches(string heading, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return heading.Contains(pattern, StringComparison.Ordinal);
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            // Before every part but the first stands a star, which takes a character at least.
            var from = i == 0 ? 0 : at + 1;
            if (from > heading.Length)
                return false;
            var isLast = i == parts.Length - 1;
            var found = parts[i].Length == 0
                ? (isLast ? heading.Length : from)
                : i == 0
                    ? heading.StartsWith(parts[0], StringComparison.Ordinal) ? 0 : -1
                    : isLast
                        ? heading.Length - parts[i].Length >= from && heading.EndsWith(parts[i], StringComparison.Ordinal)
                            ? heading.Length - parts[i].Length
                            : -1
                        : heading.IndexOf(parts[i], from, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return true;
    }

    [GeneratedRegex("比较|较为|仍然|依然|有所|还是|有些|的|还|仍|尚|较|了", RegexOptions.NonBacktracking)]
    private static partial Regex Fillers();
}
