using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Watermarks;

/// <summary>
/// Are slanting watermarks cut from printed pages, and nothing else? The labelled reports, printed by Chromium with a watermark across
/// every page, some in landscape, some with a table under slanting heads, which stay.
/// </summary>
internal static class WatermarkRun
{
    private const int FilesOfHalf = 12;

    private static readonly string[] DevNames = ["墨池公文网内部资料", "青禾文库", "仅供学习 禁止外传", "www.moyuwk.cn"];
    private static readonly string[] HeldNames = ["云汉材料网", "寒山文稿 盗用必究", "qsbwh.net", "审阅稿请勿扩散使用"];
    private static readonly int[] DevAngles = [-30, -45, 35];
    private static readonly int[] HeldAngles = [-40, -25, 50];
    private static readonly int[] DevSizes = [60, 32, 90];
    private static readonly int[] HeldSizes = [48, 75, 26];

    public static int Run(string[] halves)
    {
        foreach (var half in halves is ["dev"] ? [LabelHalf.Dev] : Enum.GetValues<LabelHalf>())
        {
            int files = 0, marks = 0, left = 0, body = 0, lost = 0, heads = 0, headsLost = 0, broken = 0;
            foreach (var (name, bytes, lines, mark, head) in Files(half))
            {
                var reading = new ReportReader().Read(name, bytes);
                var raw = Compact.Of(reading.RawText ?? "");
                var served = Compact.Of(Replay.Served(reading));
                broken += Replay.Undo(Replay.Served(reading), Replay.Edits(reading)) == reading.RawText ? 0 : 1;
                files++;

                // Characters that only the watermark has are counted on every page; the body's lines must be there word for word.
                var own = Compact.Of(mark).Where(c => !lines.Exists(line => line.Contains(c, StringComparison.Ordinal))).ToHashSet();
                var (all, still) = (raw.Count(own.Contains), served.Count(own.Contains));
                (marks, left) = (marks + all, left + still);
                var missing = lines.Select(Compact.Of)
                    .Where(line => raw.Contains(line, StringComparison.Ordinal)
                        && !served.Contains(line, StringComparison.Ordinal)).ToList();
                (body, lost) = (body + lines.Sum(line => line.Length), lost + missing.Sum(line => line.Length));
                heads += head.Length;
                headsLost += head.Count(c => !served.Contains(c, StringComparison.Ordinal));
                if (half == LabelHalf.Dev && (still > 0 || missing.Count > 0))
                    Console.WriteLine($"  {name}: {still} of {all} characters left, lines lost: {string.Join(" | ", missing)}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"watermarks {LabelFolder.Name(half)}: files {files}, characters "
                + $"of marks cut {marks - left} of {marks}, characters in lines of the body lost {lost} of {body}, of slanting heads "
                + $"{headsLost} of {heads}, replay broken {broken}"));
        }

        return 0;
    }

    private static IEnumerable<(string Name, byte[] Bytes, List<string> Lines, string Mark, string Head)> Files(LabelHalf half)
    {
        var isDev = half == LabelHalf.Dev;
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "kb-watermark-pdf", LabelFolder.Name(half))).FullName;
        var texts = CleanTexts.Of(null, half, 0).Where(text => text.Lines.Count > 10).ToList();
        for (var i = 0; i < FilesOfHalf; i++)
        {
            var mark = (isDev ? DevNames : HeldNames)[i % 4];
            var head = i % 3 == 0 ? "镕镝锴" : "";
            var text = texts[i % texts.Count];
            var page = Path.Combine(folder, $"{i:00}.html");
            var pdf = Path.ChangeExtension(page, ".pdf");
            File.WriteAllText(page, Page(
                text, mark, head, (isDev ? DevAngles : HeldAngles)[i % 3], (isDev ? DevSizes : HeldSizes)[i / 2 % 3], i % 5 == 4, isDev),
                Encoding.UTF8);
            if (!File.Exists(pdf))
                Print(page, pdf);

            if (File.Exists(pdf))
                yield return ($"{i:00}.pdf", File.ReadAllBytes(pdf), [text.Title, .. text.Lines], mark, head);
        }
    }

    private static string Page(CleanText text, string mark, string head, int angle, int size, bool isLandscape, bool isDev)
    {
        var body = new StringBuilder();
        foreach (var line in text.Lines.Concat(text.Lines))
            body.Append(CultureInfo.InvariantCulture, $"<p style='text-indent:2em;font-size:{(isDev ? 16 : 18)}px'>{line}</p>");

        if (head.Length > 0)
            body.Append(CultureInfo.InvariantCulture, $"<table border=1><tr><th>项目</th><th style='height:80px'>"
                + $"<div style='transform:rotate({(isDev ? -45 : -60)}deg)'>{head}</div></th></tr><tr><td>甲</td><td>12</td></tr></table>");

        var tiled = isDev ? "45%" : "30%";
        return "<!DOCTYPE html><html><head><meta charset='utf-8'><style>"
            + (isLandscape ? "@page{size:A4 landscape}" : "@page{size:A4}")
            + $".w{{position:fixed;top:{tiled};left:15%;transform:rotate({angle}deg);font-size:{size}px;color:#ddd;white-space:nowrap}}"
            + $"</style></head><body><div class=w>{mark}</div><h1>{text.Title}</h1>{body}</body></html>";
    }

    private static void Print(string page, string pdf)
    {
        string[] arguments =
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", "file://" + page];
        using var process = Process.Start(
            new ProcessStartInfo("chromium", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            process.Kill(entireProcessTree: true);
    }
}
