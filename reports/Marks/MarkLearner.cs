using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>
/// Learns marks that no list names from the decoded texts of many files: names that stand between characters that belong
/// together, and lines with an advertisement's signs that come again at the heads and tails of files. Its memory is bounded.
/// Not safe for use from several threads at once.
/// </summary>
public sealed class MarkLearner
{
    private const int MostNames = 100_000;
    private const int MostLines = 100_000;
    private const int EdgeLines = 10;
    private const int LongestLine = 80;
    private const int FewestContexts = 3;
    private const int FewestFiles = 3;
    private const int FewestFilesOfNames = 2;

    private readonly Dictionary<string, Evidence> names = [];
    private readonly Dictionary<string, int> found = []; // files that gave a name away
    private readonly Dictionary<string, (int Files, string Shown)> lines = [];
    private readonly MarkSet known = MarkSet.Of(null, null);
    private readonly Dictionary<string, (int Places, int Splices)> watched = [];
    private MarkSet watch = new([]);

    /// <summary>Takes in one file's text as <see cref="Reading.RawText"/> holds it.</summary>
    public void Observe(string rawText)
    {
        var folded = FoldedText.Of(rawText, 0, rawText.Length).Text;
        var splices = Splice.Find(folded);
        foreach (var (_, mark) in watch.Find(folded))
            watched[mark.Text] = watched[mark.Text] with { Places = watched[mark.Text].Places + 1 };

        var grown = false;
        foreach (var splice in splices)
        {
            var name = folded.Substring(splice.Start, splice.Length);
            if (watched.TryGetValue(name, out var count))
                watched[name] = count with { Splices = count.Splices + 1 };

            if (!names.TryGetValue(name, out var evidence))
                names[name] = evidence = new();

            if (evidence.Add(splice.Left, splice.Right) && evidence.Contexts == 2 && watched.TryAdd(name, (2, 2)))
                grown = true;
        }

        if (grown)
            watch = new(watched.Keys.Select(name => new Mark(MarkKind.Phrase, name, name)));

        if (names.Count > MostNames)
            Forget();

        ObserveEdges(rawText);
    }

    /// <summary>Takes in one file as it was read: its text, and the names that it gave away by itself.</summary>
    public void Observe(Reading reading)
    {
        foreach (var name in reading.FoundNames)
            if (found.Count < MostNames || found.ContainsKey(name))
                found[name] = found.GetValueOrDefault(name) + 1;

        if (reading.RawText is { } text)
            Observe(text);
    }

    /// <summary>What stands fast by now.</summary>
    public LearnedMarks Learn()
    {
        var marks = new List<Mark>();
        foreach (var (name, evidence) in names)
            if (evidence.Contexts >= FewestContexts && watched.TryGetValue(name, out var count) && count.Splices * 20 >= count.Places)
                marks.Add(new(MarkKind.Site, name, name, IsLearned: true));

        foreach (var (name, files) in found)
            if (files >= FewestFilesOfNames)
                marks.Add(new(MarkKind.Site, name, name, IsLearned: true));

        // Of a name and its parts only the whole is a mark: 「墨香公文」 is found wherever 「墨香公文网」 is.
        marks.RemoveAll(part => marks.Exists(whole => whole.Text.Length > part.Text.Length && whole.Text.Contains(part.Text, StringComparison.Ordinal) && Weight(whole) * 2 >= Weight(part)));

        foreach (var (folded, (files, shown)) in lines)
            if (files >= FewestFiles)
                marks.Add(new(MarkKind.Line, folded, shown, IsLearned: true));

        return new(marks);
    }

    private int Weight(Mark mark) => (names.TryGetValue(mark.Text, out var evidence) ? evidence.Contexts : 0) + found.GetValueOrDefault(mark.Text);

    private void ObserveEdges(string rawText)
    {
        var all = TextLine.Split(rawText).Where(line => !line.IsBlank).ToList();
        var edges = all.Take(EdgeLines).Concat(all.Skip(Math.Max(EdgeLines, all.Count - EdgeLines)));
        foreach (var line in edges.DistinctBy(line => line.Folded.Text))
        {
            var folded = line.Folded.Text;
            if (folded.Length is < 6 or > LongestLine || LineLook.IsBody(folded) || LineLook.IsTitle(folded) || folded[^1] is ':' or ',' || !AdSigns.Of(folded, known).Any)
                continue;

            if (lines.Count < MostLines || lines.ContainsKey(folded))
                lines[folded] = (lines.GetValueOrDefault(folded).Files + 1, line.Span.Trim().ToString());
        }
    }

    /// <summary>Drops the names that were seen in one place only: chance makes many, a mark comes back.</summary>
    private void Forget()
    {
        foreach (var name in names.Where(entry => entry.Value.Contexts < 2).Select(entry => entry.Key).ToList())
            names.Remove(name);
    }

    /// <summary>The different places of one name, of which a few are enough.</summary>
    private sealed class Evidence
    {
        private const int Enough = 8;
        private readonly HashSet<(char, char)> contexts = [];

        public int Contexts => contexts.Count;

        public bool Add(char left, char right) => contexts.Count < Enough && contexts.Add((left, right));
    }
}
