using System.Text;

namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>PDF, through poppler's pdftotext. Its pages are parted by form feeds.</summary>
internal static class PdfFile
{
    private const long Memory = 1L << 30;
    private const int BytesPerSecond = 1 << 19;

    public static RawDocument Read(ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        var program = ConverterPath.Find(options.PdfConverter)
            ?? throw new RefusedException("converter-missing",
                $"a pdf needs {Named(options.PdfConverter, "pdftotext (poppler-utils)")}, which is not installed", retry: true);
        using var child = new ConverterProcess();
        var file = Path.Combine(child.Folder, "in.pdf");
        File.WriteAllBytes(file, bytes.Span);
        var converted = child.Run(
            program, ["-enc", "UTF-8", "-eol", "unix", file, "-"], Memory, options.MaxConverterTime,
            ProcessorTime(bytes.Length, options), options.MaxTextLength, cancel);
        if (converted.ExitCode != 0)
            throw Refuse(converted);

        var text = Encoding.UTF8.GetString(converted.Output);
        var pages = Again(["-bbox-layout"]) is { } boxes ? PdfLayout.Pages(boxes) : [];
        text = new PdfTables(Again).Into(text, pages).TrimEnd('\f', '\n');
        var places = PdfLayout.Places(text, pages);
        var watermarks = PdfWatermarks.Of(text, places);
        return new()
        {
            Text = text,
            Format = "pdf",
            Boilerplate = Merged(PageBreaks.Of(text), watermarks),
            Places = [.. places.ExceptBy(watermarks.Select(mark => mark.Start), place => place.Start)],
            Notes = [new("converted", $"read by pdftotext, {ConverterProcess.Describe(Memory, options.MaxConverterTime)}")],
        };

        string? Again(IReadOnlyList<string> arguments) => Convert(
            child, program, [.. arguments, "-enc", "UTF-8", "-eol", "unix", file, "-"], ProcessorTime(bytes.Length, options), options,
            cancel);
    }

    /// <summary>Both in order of place; where they overlap, the page's break owns what they share.</summary>
    private static List<BoilerplateRange> Merged(IReadOnlyList<BoilerplateRange> breaks, List<BoilerplateRange> watermarks)
    {
        var merged = new List<BoilerplateRange>(breaks);
        var next = 0;
        foreach (var mark in watermarks)
        {
            while (next < breaks.Count && breaks[next].Start + breaks[next].Length <= mark.Start)
                next++;

            var end = next < breaks.Count ? Math.Min(mark.Start + mark.Length, breaks[next].Start) : mark.Start + mark.Length;
            if (end > mark.Start)
                merged.Add(mark with { Length = end - mark.Start });
        }

        merged.Sort((a, b) => a.Start.CompareTo(b.Start));
        return merged;
    }

    /// <summary>A further conversion of a file that could be read once; null where it fails or says too much.</summary>
    private static string? Convert(
        ConverterProcess child, string program, string[] arguments, TimeSpan processor, ReadingOptions options, CancellationToken cancel)
    {
        try
        {
            var converted = child.Run(program, arguments, Memory, options.MaxConverterTime / 4, processor, options.MaxTextLength, cancel);
            return converted.ExitCode == 0 ? Encoding.UTF8.GetString(converted.Output) : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static TimeSpan ProcessorTime(int bytes, ReadingOptions options) =>
        options.MaxPdfProcessorTime + TimeSpan.FromSeconds(bytes / BytesPerSecond);

    internal static string Named(string? configured, string usual) => string.IsNullOrWhiteSpace(configured) ? usual : configured;

    /// <summary>pdftotext ends with 1 for a file it cannot open and 3 for one that forbids copying.</summary>
    private static RefusedException Refuse(Converted converted) =>
        converted.ExitCode == 3 || converted.Errors.Contains("assword", StringComparison.Ordinal)
            ? new("encrypted", "the pdf is encrypted or forbids copying")
        : converted.ExitCode == 1 && !converted.Errors.Contains("memory", StringComparison.Ordinal)
        ? new("damaged", $"the pdf cannot be opened: {FirstLine(converted.Errors)}")
        : new("converter-failed", $"pdftotext ended with {converted.ExitCode}: {FirstLine(converted.Errors)}");

    private static string FirstLine(string errors) => errors.Split('\n')[0].Trim();
}
