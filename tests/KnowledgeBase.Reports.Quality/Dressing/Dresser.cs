using System.Text;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>
/// Makes folders of raw files from the clean texts of one half: every dress that files come in, half of them with the marks of a few
/// invented sites. The same seed gives the same bytes.
/// </summary>
internal sealed class Dresser
{
    public const int FilesOfFolder = 200;
    private const int SitesOfFolder = 8;

    private readonly LabelHalf _half;
    private readonly string? _bench;
    private readonly int _seed;
    private readonly List<CleanText> _texts;
    private readonly List<InventedSite> _sites;
    private readonly List<string> _sentences;
    private readonly string[] _dresses;

    static Dresser() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Dresser(LabelHalf half, string? bench, int seed)
    {
        (_half, _bench, _seed) = (half, bench, seed);
        _texts = CleanTexts.Of(bench, half, seed);
        var random = new Random(seed);
        _texts = [.. _texts.OrderBy(_ => random.Next())];
        _sites = InventedSite.All(half);
        _sentences = [.. LabelFolder.Lines("contact", half)];
        var texts = half == LabelHalf.Dev ? TextFrames.Dev : TextFrames.Held;
        var pages = (half == LabelHalf.Dev ? PageFrames.Dev : PageFrames.Held).Where(frame => PageFrames.Exists(frame, bench)).ToArray();
        var own = pages.Where(frame => !PageFrames.IsReal(frame));
        // Written as often as they should come: wrapped text and frames are what goes wrong most.
        _dresses =
        [
            "plain", "plain", .. texts, .. texts, .. texts, "wrapped", "wrapped",
            "wrapped", "wrapped-pages", "wrapped-pages", "wrapped-pages", "wrapped-pages",
            "spaced", "noise", .. own, .. own, .. pages.Where(PageFrames.IsReal), "docx", "docx", "docx-header", "docx-header",
        ];
    }

    public int Texts => _texts.Count;

    public IEnumerable<DressedFile> Folder(int number)
    {
        var sites = Enumerable.Range(0, SitesOfFolder).Select(i => _sites[((number * SitesOfFolder) + i) % _sites.Count]).ToList();
        for (var i = 0; i < FilesOfFolder; i++)
        {
            var index = (number * FilesOfFolder) + i;
            var random = new Random(Mix(_seed, index));
            // A text that comes again comes in another dress: the two counts have no common divisor.
            var text = random.Next(6) == 0 ? Tables.Into(_texts[index % _texts.Count], random) : _texts[index % _texts.Count];
            var dress = _dresses[((index % _dresses.Length) + (index / _texts.Count * 7)) % _dresses.Length];
            yield return Dress($"{index:0000}", WithSentences(text, random), dress, i % 2 == 0 ? sites[i / 2 % sites.Count] : null, random);
        }
    }

    /// <summary>A few dozen files as PDF, where the programs that make them are at hand.</summary>
    public IEnumerable<DressedFile> PdfFolder() => PdfFiles.Of(_texts, _half);

    private static int Mix(int seed, int index) => unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)index * 40503u)));

    /// <summary>Sentences about the unit's own channels, after some paragraphs of every fourth text.</summary>
    private CleanText WithSentences(CleanText text, Random random)
    {
        if (random.Next(4) != 0)
            return text;
        var lines = text.Lines.ToList();
        for (var i = 0; i < 2; i++)
            if (random.Next(lines.Count) is var at && lines[at].Length > 60 && !lines[at].Contains('\t', StringComparison.Ordinal))
                lines[at] += _sentences[random.Next(_sentences.Count)];

        return text with { Lines = lines };
    }

    private DressedFile Dress(string name, CleanText text, string dress, InventedSite? site, Random random)
    {
        var lines = text.Lines.Select(
            line => new DressedLine(
                line.Contains('\t', StringComparison.Ordinal) ? LineRole.Row : LineRole.Paragraph, new Run(line, Origin.Body))).ToList();
        IReadOnlyList<string> manners = [];
        if (site is not null)
        {
            // A site has its habits: two or three manners that all its files show.
            var habits = new Random(Mix(_seed, site.Name[0] + site.Name[1])).GetItems(Planting.Manners, 3).Distinct().ToList();
            var planting = new Planting(site, _half, random);
            foreach (var manner in habits)
                planting.Apply(manner, lines);
            manners = planting.Planted;
        }

        lines.Insert(lines.TakeWhile(line => line.Role == LineRole.Foreign).Count(), new(LineRole.Title, new Run(text.Title, Origin.Body)));
        if (dress == "spaced")
            lines = [.. lines.Select(line => Spaced(line, random))];
        if (PageFrames.Dev.Contains(dress) || PageFrames.Held.Contains(dress))
        {
            // A page shows its title above everything that its article holds.
            var title = lines.Find(line => line.Role == LineRole.Title)!;
            lines.Remove(title);
            lines.Insert(0, title);
        }

        var numbered = lines.Select((line, i) => line.Select(run => run with { Line = i })).ToList();
        if (dress.StartsWith("docx", StringComparison.Ordinal))
        {
            string[] heads = [text.Unit, text.Place + "文件汇编", text.Title, $"{text.Place}2024年材料选编"];
            var isHeaded = dress == "docx-header";
            var bytes = WordFile.Of(numbered.Select(line => new WordBlock(line.Text)), isHeaded
                ? heads[random.Next(heads.Length)]
                : null, isHeaded
                ? text.Unit + "　"
                : null);
            return new(name + ".docx", dress, bytes, numbered, manners);
        }

        if (PageFrames.Dev.Contains(dress) || PageFrames.Held.Contains(dress))
            return new(name + ".html", dress, PageFrames.Of(dress, text, numbered, _bench, random), numbered, manners);

        var writer = Text(text, dress, numbered, random);
        var isGb = random.Next(4) == 0 && !numbered.Exists(line => line.Text.AsSpan().IndexOfAny('\uE012', '\uFEFF') >= 0);
        return new(name + ".txt", dress, writer.Bytes(isGb ? Encoding.GetEncoding("GB18030") : new UTF8Encoding(false)),
            numbered, manners, dress.StartsWith("wrapped", StringComparison.Ordinal), writer.Runs);
    }

    private static RunWriter Text(CleanText text, string dress, List<DressedLine> lines, Random random)
    {
        if (dress.StartsWith("wrapped", StringComparison.Ordinal))
        {
            string?[] heads = [text.Title, text.Unit, text.Place + "材料汇编"];
            return Wrapping.Of(lines, random.Next(36, 81), random.Next(2) == 0
                ? "　　"
                : "", random.Next(2) == 0, dress == "wrapped"
                ? null
                : heads[random.Next(heads.Length)], random);
        }

        var writer = new RunWriter();
        var (before, after) = dress.EndsWith("-text", StringComparison.Ordinal) ? TextFrames.Of(dress, text, random) : ([], []);
        foreach (var line in before)
            writer.Furniture(line + "\n");
        var isNoisy = dress is "noise" or "forum-text" or "board-text";
        foreach (var line in lines)
        {
            writer.Line(line);
            if (isNoisy && random.Next(4) == 0)
                writer.Furniture(TextFrames.Noise(random) + "\n");
        }

        foreach (var line in after)
            writer.Furniture(line + "\n");
        return writer;
    }

    /// <summary>Blanks between the characters of a title, and of a word here and there.</summary>
    private static DressedLine Spaced(DressedLine line, Random random) => line.Select(run =>
    {
        if (run.Origin != Origin.Body)
            return run;
        if (line.Role == LineRole.Title)
            return run with { Text = string.Join(' ', run.Text.ToCharArray()) };
        if (run.Text.Length < 30 || random.Next(3) != 0)
            return run;
        var at = random.Next(5, run.Text.Length - 8);
        return run with { Text = run.Text[..at] + string.Join('　', run.Text.Substring(at, 3).ToCharArray()) + run.Text[(at + 3)..] };
    });
}
