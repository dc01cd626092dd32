using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>What a heading says about the section that it opens, by the expressions of section-headings.txt.</summary>
internal static class SectionHeadings
{
    private const int LongestUnnumbered = 18;
    private const int LongestShort = 10;

    private static readonly List<(string Name, List<string> Entries)> Blocks = DataFile.Blocks("section-headings.txt");

    private static readonly (SectionType Type, Regex Pattern)[] Types =
    [
        .. Blocks.Where(block => Enum.IsDefined(typeof(SectionType), block.Name))
            .Select(block => (Enum.Parse<SectionType>(block.Name), DataFile.Expression(block.Entries))),
    ];

    private static readonly Regex Problems = Types.First(entry => entry.Type == SectionType.存在问题).Pattern;
    private static readonly Regex Deed = DataFile.Expression(DataFile.Block("section-headings.txt", "deed"));
    private static readonly Regex Mixed = DataFile.Expression(DataFile.Block("section-headings.txt", "mixed"));
    private static readonly Regex CausesOfProblems = DataFile.Expression(DataFile.Block("section-headings.txt", "causes-of-problems"));

    /// <summary>The type that a heading names; null where it names none.</summary>
    public static SectionType? TypeOf(string heading)
    {
        var folded = Fold(heading);
        foreach (var (type, pattern) in Types)
        {
            if (!pattern.IsMatch(folded) || (type == SectionType.存在问题 && Deed.IsMatch(folded)))
                continue;

            // 「问题及原因」 begins with its problems; a transition to the causes is found inside it.
            var isBoth = type == SectionType.原因分析 && Problems.IsMatch(folded)
                && (!folded.StartsWith("原因", StringComparison.Ordinal) || folded.Contains("及原因", StringComparison.Ordinal));
            return isBoth && !CausesOfProblems.IsMatch(folded) ? SectionType.存在问题 : type;
        }

        return null;
    }

    /// <summary>
    /// Whether the expression that names a type covers less than half of a heading and does not end it: 「成绩单背面」 is about no
    /// achievements. 「主要工作及成效」 is.
    /// </summary>
    public static bool IsTouched(string heading, SectionType type)
    {
        var folded = Fold(heading);
        var isNamed = false;
        foreach (var (_, pattern) in Types.Where(entry => entry.Type == type))
        {
            foreach (var match in pattern.EnumerateMatches(folded))
            {
                isNamed = true;
                if (match.Length * 2 >= folded.Length || match.Index + match.Length == folded.Length)
                    return false;
            }
        }

        return isNamed;
    }

    /// <summary>Whether a heading names work and problems both: 「2025年工作基础与差距」.</summary>
    public static bool IsMixed(string heading) => Mixed.IsMatch(Fold(heading));

    /// <summary>Whether an inner heading names its type: 「（一）存在的问题」 does, 「（二）示范带动有差距」 states one problem.</summary>
    public static bool NamesType(SectionType type, string heading) =>
        type != SectionType.存在问题
        || heading.Length <= 6
        || heading.Contains("问题", StringComparison.Ordinal)
        || heading.Contains("存在", StringComparison.Ordinal);

    /// <summary>Whether a short line without a number is a section's heading.</summary>
    public static bool IsHeading(string line) =>
        line.Length <= LongestUnnumbered && TypeOf(line) is not null && (!LineShape.IsTitle(Fold(line)) || line.Length <= LongestShort);

    private static string Fold(string heading) => FoldedText.Of(heading, 0, heading.Length).Text;
}
