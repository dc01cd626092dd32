using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// A file saved without line breaks holds a whole report in one paragraph. Its numbered headings inside are taken as the
/// beginnings of paragraphs; the text itself stays as it is. In a paragraph of ordinary length only the next number of its own count is
/// one: （四） behind the full stop of what begins with （三）.
/// </summary>
internal static class InlineHeadings
{
    private const int LongestParagraph = 1500;
    private const int ShortestItem = 10;

    public static List<Paragraph> Cut(string text, List<Paragraph> paragraphs)
    {
        var cut = new List<Paragraph>();
        foreach (var paragraph in paragraphs)
        {
            var start = paragraph.Start;
            foreach (var next in paragraph.Length > LongestParagraph ? Starts(paragraph.Of(text)) : Siblings(paragraph.Of(text)))
            {
                cut.Add(new(start, paragraph.Start + next - start));
                start = paragraph.Start + next;
            }

            cut.Add(new(start, paragraph.End - start));
        }

        return cut;
    }

    /// <summary>Offsets at which the count goes on that a paragraph begins with.</summary>
    private static List<int> Siblings(ReadOnlySpan<char> line)
    {
        if (Numbering.At(line) is not { Style: NumberStyle.HanBracket } number)
            return [];

        var starts = new List<int>();
        for (var i = number.Length + ShortestItem; i + ShortestItem < line.Length; i++)
        {
            var last = line[..i].TrimEnd(" \u3000\u00A0");
            if (line[i] is not ('（' or '(') || !(Characters.EndsSentence(last[^1]) || last[^1] is '；' or ';')
                || Numbering.At(line[i..Math.Min(line.Length, i + 40)]) is not { } next || next.Style != number.Style
                || next.Value != number.Value + 1)
                continue;

            starts.Add(i);
            number = next;
            i += ShortestItem;
        }

        return starts;
    }

    /// <summary>
    /// Offsets at which a number of the outer styles goes on with its count after the end of a sentence or wide white space.
    /// </summary>
    private static List<int> Starts(ReadOnlySpan<char> line)
    {
        var starts = new List<int>();
        Span<int> expected = stackalloc int[(int)NumberStyle.Arabic + 1];
        expected.Fill(1);
        for (var i = 1; i < line.Length; i++)
        {
            var wide = line[i - 1] == '　' && (i < 2 || line[i - 2] == '　');
            // 「一、主要工作（一）…」: the first inner number right behind an outer heading.
            var behindHeading = line[i] is '（' or '('
                && starts.Count > 0
                && i - starts[^1] <= 30
                && Numbering.At(line[starts[^1]..]) is { Style: NumberStyle.Han }
                && Numbering.At(line[i..]) is { Style: NumberStyle.HanBracket, Value: 1 };
            if (!behindHeading && !Characters.EndsSentence(line[i - 1]) && line[i - 1] is not ('：' or '　'))
                continue;

            if (Numbering.At(line[i..Math.Min(line.Length, i + 40)]) is { Style: <= NumberStyle.Arabic } number
                && (number.Value == expected[(int)number.Style] || (number.Value == 1 && number.Style > NumberStyle.Han)))
            {
                expected[(int)number.Style] = number.Value + 1;
                for (var inner = (int)number.Style + 1; inner < expected.Length; inner++)
                    expected[inner] = 1;

                starts.Add(i);
            }
            else if (wide && !Characters.IsBlank(line[i]))
                starts.Add(i);
        }

        return starts;
    }
}
