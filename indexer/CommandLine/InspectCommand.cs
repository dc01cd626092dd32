using System.CommandLine;
using System.Text.Json;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Copies;
using Spectre.Console;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>inspect FILE [--json] [--copies FILE…]</c>: what the product makes of one file.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "a raw file" };
        var json = new Option<bool>("--json") { Description = "as JSON" };
        var copies = new Option<FileInfo[]>("--copies")
        {
            Description = "files with other copies of the same report, from other sites: they are held against this one",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("inspect", "Shows what becomes of one file: its reports, what cleaning removes, and why.")
        {
            file, json, copies,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(copies) ?? [], parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo[] copies, bool asJson, CancellationToken cancel)
    {
        var reader = new ReportReader();
        var reading = await ReadAsync(reader, file, FileMarks.None, cancel).ConfigureAwait(false);
        var others = new List<ReportCopy>();
        foreach (var copy in copies)
            foreach (var report in (await ReadAsync(reader, copy, FileMarks.None, cancel).ConfigureAwait(false)).Reports)
                others.Add(new(copy.Name, report.Text, copy.FullName, report.Source?.Value, report.Year?.Value, report.Unit?.Value));
        if (CopyVote.Hold(reading, others, cancel) is { Count: > 0 } findings)
            reading = await ReadAsync(reader, file, FileMarks.None with { Findings = findings }, cancel).ConfigureAwait(false);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(Inspection.Of(file.Name, reading), InspectionJson.Default.Inspection));
        else
            Print(file.Name, reading);
        return reading.Failure is null ? 0 : ExitCodes.Failed;
    }

    private static async Task<Reading> ReadAsync(ReportReader reader, FileInfo file, FileMarks decided, CancellationToken cancel)
    {
        if (!file.Exists)
            throw new FileNotFoundException($"there is no file '{file}'");
        if (file.Length > reader.Options.MaxFileBytes)
        {
            var message = $"the file has {file.Length:N0} bytes; the limit is {reader.Options.MaxFileBytes:N0}";
            return new Reading { Failure = new("too-large", message) };
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancel).ConfigureAwait(false);
        return reader.Read(file.Name, bytes, decided, cancel);
    }

    private static void Print(string name, Reading reading)
    {
        if (Console.IsOutputRedirected)
        {
            // Programs and files get the lines as they are: no colours, no wrapping.
            AnsiConsole.Profile.Width = int.MaxValue;
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{name}[/]  {reading.Format} {reading.Encoding}");
        if (reading.Failure is { } failure)
            AnsiConsole.MarkupLineInterpolated($"[red]no report: {failure.Message} ({failure.Code})[/]");
        foreach (var report in reading.Reports)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLineInterpolated($"[bold]{report.Title}[/]");
            Fact("单位", report.Unit);
            Fact("类型", report.UnitType);
            Fact("年份", report.Year);
            Fact("文种", report.Kind);
            Fact("来源", report.Source);
            foreach (var section in report.Sections)
            {
                AnsiConsole.MarkupLineInterpolated($"  [green]{section.Type}[/] {section.Heading}");
                foreach (var passage in section.Passages)
                    AnsiConsole.MarkupLineInterpolated($"    {passage.Heading} [dim]{Shorten(passage.Text)}[/]");
            }

            Notes(report.Notes);
        }

        if (reading.Removed.Count > 0)
            AnsiConsole.MarkupLineInterpolated($"\n[bold]removed[/] {reading.Removed.Count}");
        foreach (var removal in reading.Removed)
            AnsiConsole.MarkupLineInterpolated(
                $"  {removal.Line,4} [yellow]{removal.Rule}[/] {Shorten(removal.Text)} [dim]{removal.Reason}[/]");
        if (reading.Suspected.Count > 0)
            AnsiConsole.MarkupLineInterpolated($"\n[bold]suspected[/] {reading.Suspected.Count}");
        foreach (var doubt in reading.Suspected)
            AnsiConsole.MarkupLineInterpolated($"  {doubt.Line,4} [yellow]{doubt.Rule}[/] {Shorten(doubt.Text)} [dim]{doubt.Reason}[/]");
        Notes(reading.Notes);
    }

    private static void Fact<T>(string name, Fact<T>? fact)
    {
        if (fact is null)
            AnsiConsole.MarkupLineInterpolated($"  {name} [dim]不明[/]");
        else
            AnsiConsole.MarkupLineInterpolated($"  {name} {fact.Value} [dim]{fact.Confidence:P0} 「{Shorten(fact.Evidence)}」[/]");
    }

    private static void Notes(IReadOnlyList<ReadingNote> notes)
    {
        foreach (var note in notes)
            AnsiConsole.MarkupLineInterpolated($"  [yellow]{note.Code}[/] {note.Message}");
    }

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..40] + "…";
    }
}
