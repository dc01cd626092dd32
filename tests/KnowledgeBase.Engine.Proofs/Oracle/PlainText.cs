using System.Globalization;

namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>The rules of folding and of terms, restated as simply as possible and sharing no code with the engine.</summary>
internal static class PlainText
{
    /// <summary>Punctuation that means the same: each of the second becomes the first.</summary>
    private static readonly (char Stands, string Others)[] Equivalents =
    [
        ('.', "。｡"), (',', "、､"), ('"', "“”„‟〝〞「」『』｢｣"), ('\'', "‘’‚‛`´"), ('[', "【〔〖"), (']', "】〕〗"),
        ('<', "《〈«‹"), ('>', "》〉»›"), ('-', "—–―‐‑‒−─"), ('~', "〜∼"), ('·', "・•‧･"), ('…', "⋯"), ('0', "〇零○◯"),
        ('1', "一"), ('2', "二"), ('3', "三"), ('4', "四"), ('5', "五"), ('6', "六"), ('7', "七"), ('8', "八"), ('9', "九"),
    ];

    /// <summary>The table of traditional characters, read a second time: it is data, how it is applied is what is compared.</summary>
    private static readonly Dictionary<string, string> Simplified = new StreamReader(
            typeof(SearchIndex).Assembly.GetManifestResourceStream("traditional.tsv")!).ReadToEnd()
        .Split('\n').Select(line => line.Split('\t')).Where(cells => cells is [{ Length: 1 }, { Length: 1 }])
        .ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    /// <summary>One code unit stays one code unit, whatever it is.</summary>
    public static string Folded(string text) => string.Concat(text.Select(Folded));

    private static char Folded(char c)
    {
        if (c is >= '！' and <= '～')
            c = (char)(c - '！' + '!');
        if (char.IsWhiteSpace(c) || char.IsControl(c))
            c = ' ';
        c = char.ToLowerInvariant(c);
        if (!Equivalents.Any(pair => pair.Others.Contains(c, StringComparison.Ordinal)))
            c = Simplified.GetValueOrDefault(c.ToString(), c.ToString())[0];
        foreach (var (stands, others) in Equivalents)
        {
            if (others.Contains(c, StringComparison.Ordinal))
                return stands;
        }

        return c;
    }

    /// <summary>
    /// The terms of a folded query: of each run between separators its pairs, or itself where it is one unit; of separators alone the units
    /// that
    /// are not spaces.
    /// </summary>
    public static IReadOnlyList<string> Terms(string folded)
    {
        var terms = RunTerms(folded);
        return terms.Count > 0 ? [.. terms.Distinct()] : [.. folded.Where(c => c != ' ').Distinct().Select(c => c.ToString())];
    }

    /// <summary>The same with repetitions.</summary>
    public static List<string> RunTerms(string folded)
    {
        var terms = new List<string>();
        var run = "";
        foreach (var c in folded + " ")
        {
            if (!IsSeparator(c))
            {
                run += c;
                continue;
            }

            if (run.Length == 1)
                terms.Add(run);
            for (var i = 0; i + 1 < run.Length; i++)
                terms.Add(run.Substring(i, 2));
            run = "";
        }

        return terms;
    }

    /// <summary>How often a term stands in a text, places that overlap counted.</summary>
    public static int Count(string folded, string term)
    {
        var count = 0;
        for (var at = folded.IndexOf(term, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(term, at + 1, StringComparison.Ordinal))
            count++;
        return Math.Min(count, ushort.MaxValue);
    }

    /// <summary>Whether a folded character is scored by itself in a ranked text.</summary>
    public static bool IsChinese(char folded) => folded >= '\u2E80' && !char.IsSurrogate(folded) && !IsSeparator(folded);

    private static bool IsSeparator(char folded) =>
        char.IsWhiteSpace(folded) || char.IsControl(folded) || char.IsPunctuation(folded)
        || CharUnicodeInfo.GetUnicodeCategory(folded)
            is UnicodeCategory.Format or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol;
}
