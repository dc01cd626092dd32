using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Sentences with which a report passes to another section without a heading: 「究其原因，…」, 「下一步，我局将…」.</summary>
internal static class SectionTransitions
{
    private const int Reach = 90;
    private const int ClosingReach = 400;

    private static readonly Dictionary<string, Regex> Expressions = DataFile.Expressions("section-transitions.txt");

    private static readonly Regex Problems = Expressions["problems"];
    private static readonly Regex Causes = Expressions["causes"];
    private static readonly Regex Plans = Expressions["plans"];
    private static readonly Regex Achievements = Expressions["achievements"];
    private static readonly Regex Closing = Expressions["closing"];
    private static readonly Regex LastAddress = Expressions["last-address"];
    private static readonly Regex Opening = Expressions["opening"];

    private static readonly (SectionType Type, Regex Expression)[] Labels =
    [
        (SectionType.存在问题, Expressions["label-problems"]),
        (SectionType.原因分析, Expressions["label-causes"]),
        (SectionType.下一步打算, Expressions["label-plans"]),
        (SectionType.主要工作, Expressions["label-work"]),
    ];

    /// <summary>The type that a label names: 「整改措施：…」; null where the paragraph begins with none.</summary>
    public static SectionType? OfLabel(ReadOnlySpan<char> paragraph)
    {
        var folded = Fold(paragraph);
        foreach (var (type, expression) in Labels)
            if (expression.IsMatch(folded))
                return type;

        return null;
    }

    /// <summary>The type that a sentence passes to from another; null where it goes on with the same.</summary>
    /// <param name="hasHeadings">Without headings a report passes on by such sentences alone, from whatever it told of before.</param>
    public static SectionType? From(SectionType current, ReadOnlySpan<char> sentence, bool hasHeadings)
    {
        var folded = Fold(sentence);
        if (folded.Length == 0)
            return null;

        return current switch
        {
            SectionType.存在问题 when Causes.IsMatch(folded) => SectionType.原因分析,
            SectionType.存在问题 or SectionType.原因分析 when Plans.IsMatch(folded) => SectionType.下一步打算,
            SectionType.主要工作 when !hasHeadings && Causes.IsMatch(folded) => SectionType.原因分析,
            SectionType.主要工作 when !hasHeadings && Plans.IsMatch(folded) => SectionType.下一步打算,
            SectionType.导语 or SectionType.主要工作 when Problems.IsMatch(folded) => SectionType.存在问题,
            _ => null,
        };
    }

    /// <summary>Whether a paragraph after the problems returns to what was achieved.</summary>
    public static bool IsReturnToWork(ReadOnlySpan<char> paragraph) => Achievements.IsMatch(Fold(paragraph));

    /// <summary>Whether a report begins to end here: 「以上报告，请予审议」, 「让我们更加紧密地团结…」.</summary>
    public static bool IsClosing(ReadOnlySpan<char> paragraph) => Closing.IsMatch(Fold(paragraph, ClosingReach));

    /// <summary>Whether the very last paragraph addresses the audience once more.</summary>
    public static bool IsLastAddress(ReadOnlySpan<char> paragraph) => LastAddress.IsMatch(Fold(paragraph));

    /// <summary>Whether a paragraph before all headings only opens the report.</summary>
    public static bool IsOpening(ReadOnlySpan<char> paragraph) => Opening.IsMatch(Fold(paragraph));

    private static string Fold(ReadOnlySpan<char> text, int reach = Reach)
    {
        var head = text[..Math.Min(text.Length, reach)].ToString();
        return FoldedText.Of(head, 0, head.Length).Text;
    }
}
