using System.Text;
using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Pages;

/// <summary>Do pages and advertising that no rule was written for go, and do the lines of reports that look like them stay?</summary>
internal static class PageMeasure
{
    private const int Seed = 20262;

    /// <param name="folder">`pages` or `frames`.</param>
    /// <param name="halves">`dev`, `held`; none: both.</param>
    public static int Run(string folder, string[] halves)
    {
        foreach (var half in Enum.GetValues<LabelHalf>())
            if (halves.Length == 0 || halves.Contains(LabelFolder.Name(half)))
            {
                var (tally, pages) = Measure(folder, half, Console.Out);
                tally.Print();
                pages.Print($"{folder} {LabelFolder.Name(half)}", Console.Out);
            }

        return 0;
    }

    public static (Tally Tally, DressedScore Pages) Measure(string folder, LabelHalf half, TextWriter output)
    {
        var tally = new Tally(half, output);
        var reader = new ReportReader();
        var texts = CleanTexts.Of(bench: null, half, Seed);
        var body = PageTemplate.Pieces(folder, "body", half);
        Beside("advertising", PageTemplate.Pieces(folder, "ads", half), isBody: false, texts, reader, tally);
        Beside("lines like a page's", body, isBody: true, texts, reader, tally);
        return (tally, Pages(folder, half, texts, body, reader, output));
    }

    /// <summary>Each piece in mid-text, before the last paragraph and behind it; advertising before the title too.</summary>
    private static void Beside(
        string what, List<string> pieces, bool isBody, List<CleanText> texts, ReportReader reader, Tally tally)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var text = texts[i % texts.Count];
            string[] lines = [text.Title, .. text.Lines];
            foreach (var at in (int[])[isBody ? 2 : 0, lines.Length / 2, lines.Length - 1, lines.Length])
            {
                var before = string.Concat(lines.Take(at).Select(line => line + "\n"));
                var (start, end) = (before.Length, before.Length + pieces[i].Length);
                var raw = $"{before}{pieces[i]}\n{string.Join('\n', lines.Skip(at))}";
                var reading = reader.Read("a.txt", Encoding.UTF8.GetBytes(raw));
                var (cut, doubted) = (new bool[raw.Length], new bool[raw.Length]);
                foreach (var removal in reading.Removed)
                    Array.Fill(cut, true, removal.Start, removal.Length);

                foreach (var doubt in reading.Suspected)
                    Array.Fill(doubted, true, doubt.Start, doubt.Length);

                var inside = Enumerable.Range(start, end - start).Where(place => Compact.IsInk(raw[place])).ToList();
                var outside = Enumerable.Range(0, raw.Length).Where(place => (place < start || place >= end) && Compact.IsInk(raw[place]));
                string Said() => $"「{pieces[i].Replace('\n', '⏎')}」 at {at} of {lines.Length}: "
                    + string.Join(" ", reading.Removed.Where(removal => removal.Start < end && removal.Start + removal.Length > start)
                        .Select(removal => $"{removal.Rule} 「{removal.Text}」"));
                if (isBody)
                {
                    tally.Count($"{what} that stay whole", inside.TrueForAll(place => !cut[place]), Said);
                    tally.Count($"{what} that are not suspected", inside.TrueForAll(place => !doubted[place]), Said);
                }
                else
                {
                    tally.Count($"{what} cut", inside.TrueForAll(place => cut[place]), Said);
                    tally.Count($"{what} cut or suspected", inside.TrueForAll(place => cut[place] || doubted[place]), Said);
                }

                tally.Count($"texts whole beside {what}", outside.All(place => !cut[place]), () => string.Join(" ", reading.Removed.Where(
                    removal => removal.Start < start || removal.Start >= end).Select(removal => $"{removal.Rule} 「{removal.Text}」")));
            }
        }
    }

    private static DressedScore Pages(
        string folder, LabelHalf half, List<CleanText> texts, List<string> body, ReportReader reader, TextWriter output)
    {
        var score = new DressedScore();
        foreach (var page in PageTemplate.All(folder, half))
            for (var i = 0; i < texts.Count; i++)
            {
                var random = new Random(Seed + i);
                var file = page.Around($"{i:00}", i % 2 == 0 ? texts[i] : With(texts[i], body, i), random);
                var reading = reader.Read(file.Name, file.Bytes);
                score.Add(file, Provenance.Of(file, reading.RawText ?? ""), reading,
                    half == LabelHalf.Held ? null : miss => output.WriteLine($"  {miss}"));
            }

        return score;
    }

    /// <summary>A text with three lines that look like a page's: after its second line, in the middle, before the last.</summary>
    private static CleanText With(CleanText text, List<string> body, int index)
    {
        var lines = text.Lines.ToList();
        lines.Insert(lines.Count - 1, body[((index * 3) + 2) % body.Count]);
        lines.Insert(lines.Count / 2, body[((index * 3) + 1) % body.Count]);
        lines.Insert(2, body[index * 3 % body.Count]);
        return text with { Lines = lines };
    }
}
