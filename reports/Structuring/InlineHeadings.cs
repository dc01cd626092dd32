using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// A file saved without line breaks holds a whole report in one paragraph. Its numbered headings inside are taken as the
/// beginnings of paragraphs; the text itself stays as it is.
/// </summary>
internal static class InlineHeadings
{
    private const int LongestParagraph = 1500;

    public static List<Paragraph> Cut(string text, List<Paragraph> paragraphs)
    {
        if (!paragraphs.Exists(paragraph => paragraph.Length > LongestParagraph))
            return paragraphs;

        var cut = new List<Paragraph>();
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Length <= LongestParagraph)
            {
                cut.Add(paragraph);
                continue;
            }

            var start = paragraph.Start;
            foreach (var next in Starts(paragraph.Of(text)))
            {
                cut.Add(new(start, paragraph.Start + next - start));
                start = paragraph.Start + next;
            }

            cut.Add(new(start, paragraph.End - start));
        }

        return cut;
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
