using System.Text;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>What the headings of a set have in common.</summary>
public static class SetPattern
{
    private const int ShortestWord = 2;

    /// <summary>
    /// The characters that all headings have in the same order, with * for what differs: 坚持*，在*上求突破. Empty where they share no word.
    /// </summary>
    public static string Of(IReadOnlyList<string> headings)
    {
        var shared = headings[0];
        foreach (var heading in headings.Skip(1))
            shared = Common(shared, heading);

        // The common characters of all are in each of them; where each has others between them, there is a gap.
        var places = headings.Select(heading => Places(heading, shared)).ToList();
        var pattern = new StringBuilder();
        for (var i = 0; i <= shared.Length; i++)
        {
            var isGap = places.Where((own, number) =>
            {
                var before = i == 0 ? -1 : own[i - 1];
                var after = i == shared.Length ? headings[number].Length : own[i];
                return after - before > 1;
            }).Any();
            if (isGap)
                pattern.Append('*');
            if (i < shared.Length)
                pattern.Append(shared[i]);
        }

        return Words(pattern.ToString()).Count > 0 ? pattern.ToString() : "";
    }

    /// <summary>The words of a pattern: runs of letters of two characters at least.</summary>
    public static IReadOnlyList<string> Words(string pattern)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in pattern.Append('*'))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
                continue;
            }

            if (word.Length >= ShortestWord)
                words.Add(word.ToString());
            word.Clear();
        }

        return words;
    }

    /// <summary>The longest common subsequence.</summary>
    private static string Common(string left, string right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
            for (var j = right.Length - 1; j >= 0; j--)
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var common = new StringBuilder();
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j])
            {
                common.Append(left[i++]);
                j++;
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common.ToString();
    }

    /// <summary>Where a subsequence stands, the first place of each character.</summary>
    private static int[] Places(string text, string subsequence)
    {
        var places = new int[subsequence.Length];
        for (int i = 0, at = 0; i < subsequence.Length; i++)
        {
            at = text.IndexOf(subsequence[i], at);
            places[i] = at++;
        }

        return places;
    }
}
