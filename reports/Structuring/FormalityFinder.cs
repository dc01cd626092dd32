using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Finds salutations, signatures, dates, subtitles and attachment lists by their form and by where they stand.</summary>
internal static class FormalityFinder
{
    private const int HeadLines = 8;
    private const int TailLines = 12;
    private const int LongestLine = 40;
    private const int LongestAttachment = 60;

    /// <summary>A paragraph of this length speaks; nothing before it in the head or after it in the tail is body text.</summary>
    private const int Paragraph = 60;

    private static readonly Dictionary<string, Regex> Expressions = DataFile.Expressions("formalities.txt");

    private static readonly Regex Salutation = Expressions["salutation"];
    private static readonly Regex Addressee = Expressions["addressee"];
    private static readonly Regex Signature = Expressions["signature"];
    private static readonly Regex Responsibility = Expressions["responsibility"];
    private static readonly Regex UnitEnd = Expressions["unit-end"];
    private static readonly Regex Date = Expressions["date"];
    private static readonly Regex Period = Expressions["period"];
    private static readonly Regex Attachment = Expressions["attachment"];

    /// <summary>The formality that each paragraph is; null for body text.</summary>
    public static FormalityType?[] Find(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var lines = paragraphs.Select(paragraph => Fold(text, paragraph)).ToList();
        var found = new FormalityType?[lines.Count];
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Length <= LongestLine && Salutation.IsMatch(lines[i]))
                found[i] = FormalityType.Salutation;
            else if (Responsibility.IsMatch(lines[i]))
                found[i] = FormalityType.Responsibility;

        ReadTail(text, paragraphs, lines, found);
        ReadHead(text, paragraphs, lines, found);
        return found;
    }

    /// <summary>From the end upwards, until a paragraph that says something.</summary>
    private static void ReadTail(string text, IReadOnlyList<Paragraph> paragraphs, List<string> lines, FormalityType?[] found)
    {
        var sawDate = false;
        var first = Math.Max(lines.Count - TailLines, lines.Count / 2);
        for (var i = lines.Count - 1; i > 0 && i >= first; i--)
        {
            var line = lines[i];
            if (line.Length > Paragraph)
                break;

            if (Attachment.IsMatch(line))
                TakeAttachments(lines, found, i);
            else if (Date.IsMatch(line) || DateLine.Is(paragraphs[i].Of(text)))
            {
                found[i] = FormalityType.Date;
                sawDate = true;
            }
            else if (IsSignature(line, sawDate))
                found[i] = FormalityType.Signature;
        }
    }

    /// <summary>「附件：1.…清单」 and the numbered lines below it.</summary>
    private static void TakeAttachments(List<string> lines, FormalityType?[] found, int start)
    {
        found[start] = FormalityType.Attachment;
        for (var i = start + 1; i < lines.Count && found[i] is null && LineShape.IsNumbered(lines[i]); i++)
            if (lines[i].Length <= LongestAttachment && !lines[i].Contains('。', StringComparison.Ordinal))
                found[i] = FormalityType.Attachment;
    }

    private static bool IsSignature(string line, bool dateFollows)
    {
        if (line.Length > LongestLine || line.AsSpan().IndexOfAny("。；，？！") >= 0 || LineShape.IsNumbered(line))
            return false;

        return Signature.IsMatch(line) || (UnitEnd.IsMatch(line) && (dateFollows || line.Length <= LongestLine / 2));
    }

    /// <summary>Down to the first paragraph that says something, or the first heading.</summary>
    private static void ReadHead(string text, IReadOnlyList<Paragraph> paragraphs, List<string> lines, FormalityType?[] found)
    {
        for (var i = 0; i < Math.Min(lines.Count - 1, HeadLines); i++)
        {
            var line = lines[i];
            if (found[i] is not null)
                continue;

            if (line.Length > LongestLine || line.Contains('。', StringComparison.Ordinal) || LineShape.IsNumbered(line))
                break;

            found[i] = line switch
            {
                _ when Addressee.IsMatch(line) => FormalityType.Salutation,
                _ when Date.IsMatch(line) || Period.IsMatch(line) || DateLine.Is(paragraphs[i].Of(text)) => FormalityType.Date,
                _ when line[0] == '—' || (line[0] == '(' && line[^1] == ')') => FormalityType.Subtitle,
                _ when Signature.IsMatch(line) || UnitEnd.IsMatch(line) => FormalityType.Subtitle,
                _ => null,
            };
            if (found[i] is null)
                break;
        }
    }

    private static string Fold(string text, Paragraph paragraph) =>
        FoldedText.Of(text, paragraph.Start, Math.Min(paragraph.Length, 2 * LongestAttachment)).Text;
}
