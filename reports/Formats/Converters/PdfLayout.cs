using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>A line of a page as pdftotext gives it: its words from left to right.</summary>
internal sealed record PdfLine(double Left, double Top, double Right, double Bottom, List<PdfWord> Words);

/// <summary>One page of a pdf, its lines in the order of its text.</summary>
internal sealed record PdfPage(double Width, double Height, List<PdfLine> Lines)
{
    public IEnumerable<PdfWord> Words => Lines.SelectMany(line => line.Words);
}

/// <summary>Reads what <c>pdftotext -bbox-layout</c> says of the places of lines and words.</summary>
internal static class PdfLayout
{
    private const string NoLineStart = "，。；：、！？）》”’】〕,.;:!?)";

    private static readonly Regex Element = new(
        "<(?<name>page|line|word)(?: (?:width|xMin)=\"(?<x0>-?[0-9.]+)\" (?:height|yMin)=\"(?<y0>-?[0-9.]+)\""
            + "(?: xMax=\"(?<x1>-?[0-9.]+)\" yMax=\"(?<y1>-?[0-9.]+)\")?)?>(?<text>[^<\\n]*)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static List<PdfPage> Pages(string boxes)
    {
        var pages = new List<PdfPage>();
        foreach (Match element in Element.Matches(boxes))
        {
            var (x0, y0, x1, y1) = (Number(element, "x0"), Number(element, "y0"), Number(element, "x1"), Number(element, "y1"));
            switch (element.Groups["name"].ValueSpan)
            {
                case "page":
                    pages.Add(new(x0, y0, []));
                    break;
                case "line" when pages.Count > 0:
                    pages[^1].Lines.Add(new(x0, y0, x1, y1, []));
                    break;
                case "word" when pages is [.., { Lines: [.., var line] }]:
                    line.Words.Add(new(x0, y0, x1, y1, WebUtility.HtmlDecode(element.Groups["text"].Value)));
                    break;
                default:
                    break; // a word outside every line
            }
        }

        return pages;

        static double Number(Match element, string group) =>
            double.TryParse(element.Groups[group].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Where the lines of a text stand, as far as each is one line of its page, character for character.</summary>
    /// <param name="text">Its pages ended by form feeds.</param>
    public static List<LinePlace> Places(string text, List<PdfPage> pages)
    {
        var places = new List<LinePlace>();
        var (page, start) = (0, 0);
        var left = LinesOf(pages, page);
        while (start < text.Length)
        {
            while (start < text.Length && text[start] == '\f')
            {
                start++;
                left = LinesOf(pages, ++page);
            }

            var length = text.AsSpan(start).IndexOfAny('\n', '\f') is >= 0 and var found ? found : text.Length - start;
            if (left.TryGetValue(WithoutBlanks(text.AsSpan(start, length)), out var lines) && lines.TryDequeue(out var line))
                places.Add(new(
                    start, page, pages[page].Width, line.Left, line.Top, line.Right, line.Bottom, EmOf(line), HeadOf(line), TailOf(line)));

            start += length;
            if (start < text.Length && text[start] == '\n')
                start++;
        }

        return places;
    }

    private static Dictionary<string, Queue<PdfLine>> LinesOf(List<PdfPage> pages, int page)
    {
        var lines = new Dictionary<string, Queue<PdfLine>>(StringComparer.Ordinal);
        if (page >= pages.Count)
            return lines;

        foreach (var line in pages[page].Lines)
        {
            var text = WithoutBlanks(string.Concat(line.Words.Select(word => word.Text)));
            if (!lines.TryGetValue(text, out var same))
                lines[text] = same = new();

            same.Enqueue(line);
        }

        return lines;
    }

    private static string WithoutBlanks(ReadOnlySpan<char> text)
    {
        var kept = new char[text.Length];
        var count = 0;
        foreach (var c in text)
            if (!char.IsWhiteSpace(c))
                kept[count++] = c;

        return new(kept, 0, count);
    }

    private static double EmOf(PdfLine line)
    {
        var (width, letters) = (0.0, 0);
        foreach (var word in line.Words)
            if (word.Text.Length > 0 && word.Text.All(Characters.IsHan))
                (width, letters) = (width + word.Right - word.Left, letters + word.Text.Length);

        foreach (var word in letters > 0 ? [] : line.Words)
            if (word.Text.Any(Characters.IsHan) && !word.Text.Any(char.IsAscii))
                (width, letters) = (width + word.Right - word.Left, letters + word.Text.Length);

        return letters > 0 ? width / letters : 0;
    }

    private static double TailOf(PdfLine line)
    {
        if (line.Words.FindLast(word => word.Text.Length > 0) is not { Text: { } text } word)
            return 0;

        var signs = text.Length - text.AsSpan().TrimEnd(NoLineStart).Length;
        return (word.Right - word.Left) * signs / text.Length;
    }

    private static double HeadOf(PdfLine line)
    {
        if (line.Words.Find(word => word.Text.Length > 0) is not { Text: { } text } word)
            return 0;

        var length = 1;
        if (char.IsAscii(text[0]))
            while (length < text.Length && char.IsAscii(text[length]))
                length++;

        while (length < text.Length && NoLineStart.Contains(text[length], StringComparison.Ordinal))
            length++;

        return (word.Right - word.Left) * length / text.Length;
    }
}
