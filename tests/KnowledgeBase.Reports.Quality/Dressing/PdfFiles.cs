using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>
/// Some of the clean texts as PDF, made by LibreOffice and by Chromium. Making them takes a minute, so they are kept in the temporary
/// folder under a name that tells what they were made of.
/// </summary>
internal static class PdfFiles
{
    private const int OfEachMaker = 24;

    public static List<DressedFile> Of(List<CleanText> texts, LabelHalf half)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "kb-dressed-pdf", LabelFolder.Name(half))).FullName;
        var files = new List<DressedFile>();
        var wanted = texts.Where(text => text.Lines.Sum(line => line.Length) > 600).Take(OfEachMaker * 2)
            .Select((text, i) => i % 4 == 0 ? Tables.Into(text, new Random(i)) : text).ToList();
        var office = wanted.Take(OfEachMaker)
            .Select(text => (Text: text, Source: WriteSource(folder, ".docx", Word(text), text.Unit + string.Concat(text.Lines)))).ToList();
        Convert("soffice",
            ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, .. Missing(office)],
                Missing(office).Count);
        var printed = wanted.Skip(OfEachMaker)
            .Select(text => (Text: text, Source: WriteSource(folder, ".html", Page(text), text.Title + string.Concat(text.Lines))))
            .ToList();
        foreach (var source in Missing(printed))
            Convert("chromium",
                ["--headless", "--no-sandbox", "--disable-gpu", $"--print-to-pdf={Path.ChangeExtension(source, ".pdf")}", "file://"
                    + source], 1);

        foreach (var (dress, made) in new[] { ("pdf-office", office), ("pdf-chromium", printed) })
            foreach (var (text, source) in made)
                if (Path.ChangeExtension(source, ".pdf") is var pdf && File.Exists(pdf))
                    files.Add(new($"{dress}-{files.Count:00}.pdf", dress, File.ReadAllBytes(pdf), Lines(text), [], IsWrapped: true));
        return files;
    }

    private static List<string> Missing(List<(CleanText Text, string Source)> made) =>
        [.. made.Select(pair => pair.Source).Where(source => !File.Exists(Path.ChangeExtension(source, ".pdf")))];

    private static IReadOnlyList<DressedLine> Lines(CleanText text) =>
    [
        new(LineRole.Title, new Run(text.Title, Origin.Body, Line: 0)),
        .. text.Lines.Select(
            (line, i) =>
                new DressedLine(line.Contains('\t', StringComparison.Ordinal)
                    ? LineRole.Row
                    : LineRole.Paragraph, new Run(line, Origin.Body, Line: i + 1))),
    ];

    private static byte[] Word(CleanText text) =>
        WordFile.Of(text.Lines.Prepend(text.Title).Select(line => new WordBlock(line)), text.Unit, "第 ", " 页");

    private static byte[] Page(CleanText text)
    {
        var body = new StringBuilder();
        var inTable = false;
        foreach (var line in text.Lines)
        {
            var isRow = line.Contains('\t', StringComparison.Ordinal);
            if (isRow != inTable)
                body.Append(isRow ? "<table border=1 style='border-collapse:collapse'>" : "</table>");
            inTable = isRow;
            body.Append(isRow
                ? $"<tr>{string.Concat(line.Split('\t').Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"))}</tr>"
                : $"<p style='text-indent:2em'>{WebUtility.HtmlEncode(line)}</p>");
        }

        return Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><meta charset='utf-8'>"
            + $"<title>{WebUtility.HtmlEncode(text.Title)}</title></head><body>"
            + $"<h1 style='text-align:center'>{WebUtility.HtmlEncode(text.Title)}</h1>{body}{(inTable ? "</table>" : "")}</body></html>");
    }

    /// <param name="key">What the file is made of: its own bytes hold the time of its writing.</param>
    private static string WriteSource(string folder, string ending, byte[] bytes, string key)
    {
        var path = Path.Combine(folder, System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16] + ending);
        if (!File.Exists(path))
            File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Convert(string program, string[] arguments, int files)
    {
        if (files == 0)
            return;
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
                process.Kill(entireProcessTree: true);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.WriteLine($"dressed: no PDF by {program}: {e.Message}");
        }
    }
}
