using System.Reflection;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Lookups.Substance;

/// <summary>
/// How much a text says that could be checked: numbers with what they count, days, named places, units and works, and reasons; against the
/// share of stock phrases. docs/lookups.md has the figures behind the weights.
/// </summary>
public static partial class SubstanceScore
{
    private const double NumberWeight = 0.12;
    private const double DayWeight = 0.2;
    private const double NameWeight = 0.12;
    private const double CauseWeight = 0.22;
    private const double DetailWeight = 0.03;

    /// <summary>More of a kind adds nothing: a list of numbers is no better told than a few.</summary>
    private const int MostOfKind = 4;

    /// <summary>Stock phrases take as much as they are of the text, this many times over.</summary>
    private const double StockWeight = 0.8;

    private const double Plain = 0.3;

    private static readonly string[] StockPhrases = [.. Read("stock-phrases.txt")];
    private static readonly string[] Causes = [.. Read("causes.txt")];

    /// <summary>From 0, stock phrases alone, to 1.</summary>
    public static double Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            return 0;
        var stock = 0;
        foreach (var phrase in StockPhrases)
            for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
                phrase, at + 1, StringComparison.Ordinal))
                stock += phrase.Length;
        var score = Plain
            + (NumberWeight * Counted(Numbers(), text))
            + (DayWeight * Counted(Days(), text))
            + (NameWeight * Counted(Names(), text))
            + (DetailWeight * Counted(Details(), text))
            + (Causes.Any(cause => text.Contains(cause, StringComparison.Ordinal)) || Because().IsMatch(text) ? CauseWeight : 0)
            - (StockWeight * Math.Min(1, stock / (double)text.Length));

        // Many facts approach 1 and never reach it, so that more of them still count.
        return score <= 0 ? 0 : 1 - Math.Exp(-score);
    }

    private static int Counted(Regex pattern, string text) => Math.Min(MostOfKind, pattern.Count(text));

    private static IEnumerable<string> Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }

    [GeneratedRegex(@"[0-9０-９][0-9０-９.,]*\s*[%％a-zA-Z万亿千百]?\p{L}|[一二三四五六七八九十百千万两]{1,6}(?:[个名件次家所场起期人户项篇万亿元亩台部支条处座天月]|分之)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月|(?:19|20)[0-9]{2}年|[一二三四]季度", RegexOptions.NonBacktracking)]
    private static partial Regex Days();

    [GeneratedRegex(
        @"\p{L}{1,4}(?:镇|乡|村|社区|街道|县|路|河|集团|公司|医院|学校|分局|大队|科室)|《[^》]{2,20}》|“[^”]{2,10}”|[A-Z]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Names();

    [GeneratedRegex(@"[、；，]", RegexOptions.NonBacktracking)]
    private static partial Regex Details();

    [GeneratedRegex(@"(?:^|[，；。])(?:系|因)\p{L}{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Because();
}
