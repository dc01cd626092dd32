namespace KnowledgeBase.Lookups.Wording;

/// <summary>A word of a text.</summary>
/// <param name="IsKnown">False for a single character that is part of no known word.</param>
public readonly record struct WordToken(string Text, int Start, bool IsKnown);

/// <summary>
/// Cuts a text into words: the cut with the least total cost over the known words, as unigram segmenters do. A run of digits or Latin
/// letters is one word and is never cut, and digits take a year's 年 with them; punctuation and spaces belong to no word.
/// </summary>
public sealed class Segmenter(WordTable table, IReadOnlySet<string>? learned = null)
{
    /// <summary>A single character: dearer than half of any word of two characters, so that known words win.</summary>
    private const int SingleCost = 30;

    /// <summary>Learned words are as good as genre words.</summary>
    private const int LearnedCost = 28;

    private const int LongestLearned = 8;

    public IReadOnlyList<WordToken> Cut(string text)
    {
        var tokens = new List<WordToken>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            var end = at + 1;
            if (IsRunPart(c))
            {
                while (end < text.Length && IsRunPart(text[end]))
                    end++;
                var isYear = end - at == 4 && end < text.Length && text[end] == '年';
                end += isYear ? end + 1 < text.Length && text[end + 1] == '度' ? 2 : 1 : 0;
                tokens.Add(new(text[at..end], at, true));
            }
            else if (char.IsLetter(c))
            {
                while (end < text.Length && char.IsLetter(text[end]) && !IsRunPart(text[end]))
                    end++;
                CutLetters(text, at, end, tokens);
            }

            at = end;
        }

        return tokens;
    }

    /// <summary>
    /// The shorter words that a long word is made of: 队伍结构 is 队伍 and 结构; the word alone where its parts are no words, as in 浅尝辄止.
    /// </summary>
    public IReadOnlyList<string> Parts(string word)
    {
        const int ShortestCompound = 4;
        if (word.Length < ShortestCompound || !word.All(c => char.IsLetter(c) && !IsRunPart(c)))
            return [word];
        var tokens = new List<WordToken>();
        CutLetters(word, 0, word.Length, tokens, longest: word.Length - 1);
        return tokens.All(token => token.IsKnown) ? [.. tokens.SelectMany(token => Parts(token.Text))] : [word];
    }

    private void CutLetters(string text, int start, int end, List<WordToken> tokens, int longest = int.MaxValue)
    {
        var length = end - start;
        var best = new int[length + 1];
        var from = new int[length + 1];
        longest = Math.Min(longest, Math.Max(table.LongestWord, learned is null ? 0 : LongestLearned));
        Array.Fill(best, int.MaxValue, 1, length);
        for (var i = 0; i < length; i++)
        {
            for (var size = 1; size <= longest && i + size <= length; size++)
            {
                if (Cost(text, start + i, size) is { } cost && best[i] + cost < best[i + size])
                    (best[i + size], from[i + size]) = (best[i] + cost, i);
            }
        }

        var first = tokens.Count;
        for (var to = length; to > 0; to = from[to])
            tokens.Add(new(text.Substring(start + from[to], to - from[to]), start + from[to], to - from[to] > 1));
        tokens.Reverse(first, tokens.Count - first);
    }

    private int? Cost(string text, int start, int size)
    {
        if (size == 1)
            return SingleCost;
        if (table.TryGetCost(text.AsSpan(start, size), out var cost))
            return cost;
        return learned is not null && size <= LongestLearned && learned.Contains(text.Substring(start, size)) ? LearnedCost : null;
    }

    private static bool IsRunPart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ';
}
