using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Language.Gazetteer;

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

    // In ten; a planted name is tied to a neighbour by chance at one place in five.
    private const int LeastForeign = 6;
    private const int FewestFiles = 3;
    private const int FewestFilesOfNames = 2;

    private readonly Dictionary<string, Evidence> _names = [];
    private readonly Dictionary<string, int> _found = []; // files that gave a name away
    private readonly Dictionary<string, (int Files, string Shown)> _lines = [];
    private readonly MarkSet _known = MarkSet.Of(null, null);
    private readonly Dictionary<string, (int Occurrences, int Foreign)> _watched = [];
    private MarkSet _watch = new([]);

    /// <summary>Takes in one file's text as <see cref="Reading.RawText"/> holds it.</summary>
    public void Observe(string rawText)
    {
        var folded = FoldedText.Of(rawText, 0, rawText.Length).Text;
        var splices = Insertion.Find(folded, Insertion.StrangePlaces(folded));
        foreach (var (start, mark) in _watch.Find(folded))
        {
            var (occurrences, foreign) = _watched[mark.Text];
            var isForeign = Insertion.IsUnrelatedToNeighbours(folded, start, mark.Text.Length);
            _watched[mark.Text] = (occurrences + 1, foreign + (isForeign ? 1 : 0));
        }

        var grown = false;
        foreach (var splice in splices)
        {
            var name = folded.Substring(splice.Start, splice.Length);
            if (!_names.TryGetValue(name, out var evidence))
                _names[name] = evidence = new();

            if (evidence.Add(splice.Left, splice.Right) && evidence.Contexts == 2 && _watched.TryAdd(name, (0, 0)))
                grown = true;
        }

        if (grown)
            Watch();

        if (_names.Count > MostNames)
            Forget();

        ObserveEdges(rawText);
    }

    /// <summary>Takes in one file as it was read: its text, and the names that it gave away by itself.</summary>
    public void Observe(Reading reading)
    {
        foreach (var name in reading.FoundNames)
            if (_found.Count < MostNames || _found.ContainsKey(name))
            {
                _found[name] = _found.GetValueOrDefault(name) + 1;
                if (_watched.TryAdd(name, (0, 0)))
                    Watch();
            }

        if (reading.RawText is { } text)
            Observe(text);
    }

    /// <summary>What stands fast by now.</summary>
    public LearnedMarks Learn()
    {
        var marks = new List<Mark>();
        foreach (var (name, evidence) in _names)
            if (evidence.Contexts >= FewestContexts && IsForeign(name))
                marks.Add(new(MarkKind.Site, name, name, IsLearned: true));

        foreach (var (name, files) in _found)
            if (files >= FewestFilesOfNames && IsForeign(name))
                marks.Add(new(MarkKind.Site, name, name, IsLearned: true));

        // Of a name and its parts only the whole is a mark: 「墨香公文」 is found wherever 「墨香公文网」 is.
        marks.RemoveAll(
            part => marks.Exists(whole => whole.Text.Length > part.Text.Length
                && whole.Text.Contains(part.Text, StringComparison.Ordinal) && Weight(whole) * 2 >= Weight(part)));

        foreach (var (folded, (files, shown)) in _lines)
            if (files >= FewestFiles)
                marks.Add(new(MarkKind.Line, folded, shown, IsLearned: true));

        return new(marks);
    }

    private void Watch() => _watch = new(_watched.Keys.Select(name => new Mark(MarkKind.Phrase, name, name)));

    /// <summary>
    /// Whether nearly all places of a name, in all files since it was first seen, are ones where no word can stand. Words of reports stand
    /// in ordinary places too, and a locality is never learned.
    /// </summary>
    private bool IsForeign(string name) =>
        LocalityTable.Instance.Named(name).Count == 0 && !OrdinaryWords.MakeUp(name)
        && (!_watched.TryGetValue(name, out var seen) || seen.Foreign * 10 >= seen.Occurrences * LeastForeign);

    private int Weight(Mark mark) =>
        (_names.TryGetValue(mark.Text, out var evidence) ? evidence.Contexts : 0) + _found.GetValueOrDefault(mark.Text);

    private void ObserveEdges(string rawText)
    {
        var all = TextLine.Split(rawText).Where(line => !line.IsBlank).ToList();
        var edges = all.Take(EdgeLines).Concat(all.Skip(Math.Max(EdgeLines, all.Count - EdgeLines)));
        foreach (var line in edges.DistinctBy(line => line.Folded.Text))
        {
            var folded = line.Folded.Text;
            if (folded.Length is < 6 or > LongestLine || LineShape.IsBody(folded) || LineShape.IsTitle(folded)
                || folded[^1] is ':' or ',' || !AdvertisingSignals.Of(folded, _known).Any)
                continue;

            if (_lines.Count < MostLines || _lines.ContainsKey(folded))
                _lines[folded] = (_lines.GetValueOrDefault(folded).Files + 1, line.Span.Trim().ToString());
        }
    }

    /// <summary>Drops the names that were seen in one place only: chance makes many, a mark comes back.</summary>
    private void Forget()
    {
        foreach (var name in _names.Where(entry => entry.Value.Contexts < 2).Select(entry => entry.Key).ToList())
            _names.Remove(name);
    }

    /// <summary>The different places of one name, of which a few are enough.</summary>
    private sealed class Evidence
    {
        private const int Enough = 8;
        private readonly HashSet<(char, char)> _contexts = [];

        public int Contexts => _contexts.Count;

        public bool Add(char left, char right) => _contexts.Count < Enough && _contexts.Add((left, right));
    }
}
