using System.Globalization;
using System.Text;
using KnowledgeBase.Reports.Quality.Dressing;

namespace KnowledgeBase.Reports.Quality.Labels;

/// <summary>
/// How well one half of the labelled material is understood: types of sections, facts, sentences that stay, lines that go.
/// </summary>
internal static class LabelMeasure
{
    public static int Run(string[] halves)
    {
        foreach (var half in Enum.GetValues<LabelHalf>())
            if (halves.Length == 0 || halves.Contains(LabelFolder.Name(half)))
                Measure(half, Console.Out).Print();

        return 0;
    }

    public static Tally Measure(LabelHalf half, TextWriter output)
    {
        var tally = new Tally(half, output);
        var reader = new ReportReader();
        foreach (var report in LabelFolder.Reports(half))
        {
            Compare(report, reader.Read("新建文本文档.txt", Encoding.UTF8.GetBytes(report.Text)), "", tally);
            Compare(report, reader.Read("新建文档.docx", WordFile.Of(report.Lines.Select(line => new WordBlock(line.Text)))), "docx ", tally);
        }

        foreach (var report in LabelFolder.Sections(half))
            Compare(report, reader.Read("新建文本文档.txt", Encoding.UTF8.GetBytes(report.Text)), "later ", tally);

        foreach (var report in LabelFolder.Genres(half))
            Compare(report, reader.Read("新建文本文档.txt", Encoding.UTF8.GetBytes(report.Text)), "genres ", tally);

        foreach (var report in LabelFolder.Authors(half))
            Compare(report, reader.Read("新建文本文档.txt", Encoding.UTF8.GetBytes(report.Text)), "authors ", tally);

        Years(half, reader, tally);
        Units(half, reader, tally);
        Sentences(half, reader, tally);
        Advertisements(half, reader, tally);
        return tally;
    }

    private static void Compare(LabelledReport report, Reading reading, string format, Tally tally)
    {
        var place = format + report.Name;
        tally.Count(format + "one report", reading.Reports.Count == 1, () => $"{place} gives {reading.Reports.Count} reports");
        if (reading.Reports.Count == 0)
            return;

        var first = reading.Reports[0];
        if (format is "" or "genres " or "authors ")
        {
            var titles = report.Lines.Where(line => line.Label == "T").Select(line => Compact.Of(line.Text)).ToList();
            var title = Compact.Of(first.Title);
            tally.Count(format + "title", titles.Contains(title) || title == string.Concat(titles), () =>
                $"{place} is titled 「{first.Title}」");
        }

        if (format.Length == 0)
        {
            Fact("unit in reports", report.Facts["unit"].Split('|').Select(Bare)
                .Contains(Bare(first.Unit?.Value)), report.Facts["unit"], first.Unit?.Value);
            Fact("unit type in reports", report.Facts["unitType"].Split('|')
                .Contains(first.UnitType?.Value.ToString()), report.Facts["unitType"], first.UnitType?.Value.ToString());
            Fact("year in reports", report.Facts["year"].Split('|')
                .Contains(first.Year?.Value.ToString(CultureInfo.InvariantCulture) ?? "null"),
                    report.Facts["year"], first.Year?.Value.ToString(CultureInfo.InvariantCulture));
        }

        Types(report, reading, format, tally);

        void Fact(string what, bool right, string expected, string? said) =>
            tally.Count(what, right, () => $"{place} says {said ?? "unknown"}, not {expected}");
    }

    /// <summary>
    /// Each character of a labelled line has the type of the passage that holds it; the line has the type of four in five of them.
    /// </summary>
    private static void Types(LabelledReport report, Reading reading, string format, Tally tally)
    {
        var served = new ServedText(reading);
        var from = 0;
        var owners = new Dictionary<Passage, List<LabelledLine>>(ReferenceEqualityComparer.Instance);
        foreach (var line in report.Lines)
        {
            var words = Compact.Of(line.Text.Trim('#', '*', '-', ' '));
            var at = served.Compact.IndexOf(words, from, StringComparison.Ordinal);
            if (at < 0)
            {
                tally.Count(format + "lines served as they were", false, () => $"{report.Name} loses or changes 「{line.Text}」");
                if (line.IsContent)
                    tally.Count(format + "section type of lines", false, () => $"{report.Name} does not serve 「{line.Text}」");
                continue;
            }

            tally.Count(format + "lines served as they were", true, () => "");
            from = at + words.Length;
            var right = 0;
            var said = new Dictionary<SectionType, int>();
            for (var i = at; i < from; i++)
            {
                if (served.PassageAt(i) is { } passage
                    && (owners.TryGetValue(passage, out var lines) || owners.TryAdd(passage, lines = [])) && !lines.Contains(line))
                    lines.Add(line);
                if (served.TypeAt(i) is not { } type)
                    continue;
                said[type] = said.GetValueOrDefault(type) + 1;
                right += line.Accepts(type) ? 1 : 0;
            }

            if (!line.IsContent)
                continue;
            var isRight = right * 5 >= words.Length * 4;
            var answer = said.Count == 0 ? "nothing" : said.MaxBy(pair => pair.Value).Key.ToString();
            tally.Count(format + "section type of lines", isRight, () => $"{report.Name} {line.Label}, not {answer}: 「{line.Text}」");
            if (!isRight && format != "docx ")
                tally.Confuse(format + line.Label, answer);
            if (line.Label == "P")
                tally.Count(format + "recall of 存在问题", isRight, () => $"{report.Name} {answer}: 「{line.Text}」");
            if (answer == nameof(SectionType.存在问题))
                tally.Count(format + "precision of 存在问题", isRight, () => $"{report.Name} {line.Label}: 「{line.Text}」");
        }

        foreach (var (passage, lines) in owners)
            tally.Count(format + "passages that are hits and should be", lines.Exists(line => line.IsContent), () =>
                $"{report.Name} {lines[0].Label} 「{passage.Text}」");
    }

    private static void Years(LabelHalf half, ReportReader reader, Tally tally)
    {
        foreach (var block in string.Join('\n', LabelFolder.Lines("years", half)).Split("= ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            var expected = block[..end];
            var text = block[(end + 1)..].TrimEnd('\n').Replace("{body}", LabelFolder.NeutralBody, StringComparison.Ordinal);
            var report = First(reader, text);
            var said = report?.Year?.Value.ToString(CultureInfo.InvariantCulture) ?? "null";
            tally.Count("year", said == expected, () => $"{said}, not {expected}: 「{Shown(text)}」");
        }
    }

    private static void Units(LabelHalf half, ReportReader reader, Tally tally)
    {
        var contexts = File.ReadLines(Path.Combine(LabelFolder.Path, "unit-contexts.txt")).Where(line => line[0] != '#')
            .ToDictionary(line => line[..2], line => line[3..], StringComparer.Ordinal);
        foreach (var entry in LabelFolder.Lines("units", half))
        {
            if (entry.Split('\t') is not [var context, var form, var accepted, var place, var type])
                throw new InvalidDataException($"units: '{entry}' has not five columns");

            var (name, post) = form.Split('+') is [var before, var after] ? (before, after) : (form, "");
            var home = place.Split('|')[0];
            var text = contexts[context].Replace('/', '\n')
                .Replace("{U}", name, StringComparison.Ordinal)
                .Replace("{R}", post, StringComparison.Ordinal)
                .Replace("{P}", home, StringComparison.Ordinal)
                .Replace("{L}", home[^1..], StringComparison.Ordinal)
                .Replace("{body}", LabelFolder.NeutralBody, StringComparison.Ordinal);
            var report = First(reader, text);
            var unit = report?.Unit?.Value;
            var units = type == "-" ? [""] : (accepted.Length > 0 ? accepted : name).Split('|').Select(Bare);
            tally.Count("unit with its place", units.Contains(Bare(unit)), () => $"{unit ?? "unknown"}, not {form}: 「{Shown(text)}」");
            var types = type == "-" ? ["unknown"] : type.Split('|');
            tally.Count("unit type", types.Contains(report?.UnitType?.Value.ToString() ?? "unknown"), () =>
                $"{report?.UnitType?.Value.ToString() ?? "unknown"}, not {type}: 「{Shown(text)}」");
        }
    }

    /// <summary>Sentences about a unit's own channels, as the last, the only, the first and the second sentence of a paragraph.</summary>
    private static void Sentences(LabelHalf half, ReportReader reader, Tally tally)
    {
        var index = 0;
        foreach (var sentence in LabelFolder.Lines("contact", half))
        {
            var paragraphs = Carrier(half, index++);
            string[] places = [paragraphs[1] + sentence, sentence, sentence + paragraphs[1], paragraphs[1] + sentence + "此项工作得到上级肯定。"];
            foreach (var changed in places)
            {
                paragraphs[1] = changed;
                var reading = reader.Read("a.txt", Encoding.UTF8.GetBytes(string.Join('\n', paragraphs)));
                tally.Count("sentences that stay whole", Compact.Of(Replay.Served(reading)) == Compact.Of(string.Concat(paragraphs)), () =>
                    $"「{changed}」 loses 「{string.Join("」 「", reading.Removed.Select(removal => $"{removal.Rule}: {removal.Text}"))}」");
                tally.Count("sentences not suspected", reading.Suspected.Count == 0, () => $"「{changed}」");
            }
        }
    }

    /// <summary>Advertising lines on their own: before the title, in the middle, after the last line.</summary>
    private static void Advertisements(LabelHalf half, ReportReader reader, Tally tally)
    {
        var index = 0;
        foreach (var line in LabelFolder.Lines("ads", half))
        {
            var body = Carrier(half, index++);
            foreach (var at in (int[])[0, 3, body.Count])
            {
                var lines = body.ToList();
                lines.Insert(at, line);
                var reading = reader.Read("a.txt", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
                var served = Compact.Of(Replay.Served(reading));
                var start = Compact.Of(string.Concat(lines.Take(at))).Length;
                var kept = Compact.Of(string.Concat(body));
                var isCut = served == kept;
                var where = at == 0 ? "first" : at == 3 ? "in the middle" : "last";
                tally.Count($"advertising lines cut, {where}", isCut, () => $"「{line}」");
                var suspected = isCut
                    || (reading.Suspected is { Count: > 0 } doubts && served.Length == kept.Length + Compact.Of(line).Length
                    && doubts.Sum(doubt => Compact.Of(reading.RawText!.Substring(doubt.Start, doubt.Length)).Length) >= Compact.Of(
                        line).Length);
                tally.Count("advertising lines cut or suspected", suspected, () => $"「{line}」 {where}");
                tally.Count("bodies whole beside advertising lines", isCut || served == kept.Insert(start, Compact.Of(line)), () =>
                    $"「{line}」 {where}: 「{string.Join("」 「", reading.Removed.Select(removal => $"{removal.Rule}: {removal.Text}"))}」");
            }
        }
    }

    /// <summary>A short clean report of four paragraphs, cut from the labelled ones of the same half.</summary>
    private static List<string> Carrier(LabelHalf half, int index)
    {
        var paragraphs = Works(half);
        return ["永和县2023年工作总结", .. Enumerable.Range(0, 4).Select(i => paragraphs[((index * 4) + i) % paragraphs.Count])];
    }

    private static List<string> Works(LabelHalf half) =>
        [.. LabelFolder.Reports(half).SelectMany(report => report.Lines)
            .Where(line => line.Label == "W" && line.Text.Length > 40 && !line.Text.Contains('\t', StringComparison.Ordinal)
                && char.IsBetween(line.Text[0], '\u4E00', '\u9FFF')).Select(line => line.Text)];

    private static Report? First(ReportReader reader, string text) =>
        reader.Read("a.txt", Encoding.UTF8.GetBytes(text)).Reports is [var first, ..] ? first : null;

    /// <summary>A unit's name without what a report may say or leave out: 清源区人民政府 is 清源区.</summary>
    private static string Bare(string? unit)
    {
        var name = (unit ?? "").Replace("中共", "", StringComparison.Ordinal).Replace("国家税务总局", "", StringComparison.Ordinal);
        return name.EndsWith("人民政府", StringComparison.Ordinal) && name.Length > 6 ? name[..^4] : name;
    }

    private static string Shown(string text) => text.Replace(LabelFolder.NeutralBody, "…", StringComparison.Ordinal).Replace('\n', '⏎');
}
