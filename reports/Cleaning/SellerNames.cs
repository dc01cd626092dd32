using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Names that an advertisement gives its site.</summary>
internal static class SellerNames
{
    private const int Shortest = 3;
    private const int Longest = 10;

    /// <summary>Runs of Chinese characters that something sets apart from the rest of the advertisement, folded.</summary>
    public static IEnumerable<string> In(string advertisement)
    {
        foreach (var line in advertisement.Split('\n'))
        {
            var text = Spaced(line);
            for (var start = 0; start < text.Length;)
            {
                if (!Characters.IsHan(text[start]))
                {
                    start++;
                    continue;
                }

                var end = start;
                while (end < text.Length && Characters.IsHan(text[end]))
                    end++;

                // 「回复“述职”领取」: a word to send, not a name.
                if (start > 2 && text[start - 1] is '“' or '"' or '「' && text[(start - 3)..(start - 1)] is "回复" or "发送" or "输入")
                {
                    start = end;
                    continue;
                }

                var name = text[start..end];
                foreach (var form in (string[])[name, AdvertisingSignals.WithoutLabel(name)])
                    if (form.Length is >= Shortest and <= Longest && !AdvertisingSignals.IsPlainWords(form))
                        yield return form;

                start = end;
            }
        }
    }

    /// <summary>Folded, but with one blank for each run of white space; letters of a name that blanks part one by one are joined.</summary>
    private static string Spaced(string line)
    {
        var text = new System.Text.StringBuilder(line.Length);
        var gap = false;
        foreach (var c in line)
        {
            var folded = FoldedText.Fold(c);
            if (folded == '\0')
            {
                gap |= !Characters.IsInvisible(c);
                continue;
            }

            if (gap && text.Length > 0)
                text.Append(' ');

            gap = false;
            text.Append(folded);
        }

        return text.ToString();
    }
}
