using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Exports;

/// <summary>CSV, JSON lines and Markdown.</summary>
internal static class TextExports
{
    private static readonly JsonSerializerOptions Lines =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With a byte order mark, without which Excel reads UTF-8 as the system's code page.</summary>
    public static Task WriteCsvAsync(Stream stream, IEnumerable<SearchHit> hits) => WriteAsync(stream, withMark: true, Rows(hits));

    public static async Task WriteJsonLinesAsync(Stream stream, IEnumerable<SearchHit> hits)
    {
        foreach (var hit in hits)
        {
            await JsonSerializer.SerializeAsync(stream, hit, Lines).ConfigureAwait(false);
            await stream.WriteAsync("\n"u8.ToArray()).ConfigureAwait(false);
        }
    }

    public static Task WriteMarkdownAsync(Stream stream, IEnumerable<SearchHit> hits) =>
        WriteAsync(stream, withMark: false, hits.Select(hit =>
            $"{(hit.Heading is { } heading ? $"### {Plain(heading)}\n\n" : "")}{Plain(hit.Text)}\n\n> "
                + $"{Plain(ExportRow.Source(hit))} ({hit.Url})\n\n"));

    private static IEnumerable<string> Rows(IEnumerable<SearchHit> hits)
    {
        yield return Row(ExportRow.Columns);
        foreach (var hit in hits)
            yield return Row(ExportRow.Of(hit));
    }

    internal static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A spreadsheet takes a cell that begins with one of these signs for a formula; an apostrophe makes it a text.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠')
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Without what Markdown would take for markup.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if ("\\`*_[]<>#|~".Contains(c, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }

    internal static async Task WriteAsync(Stream stream, bool withMark, IEnumerable<string> pieces)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(withMark), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var piece in pieces)
                await writer.WriteAsync(piece).ConfigureAwait(false);
        }
    }
}
