using System.Globalization;
using KnowledgeBase.Reports.Quality.Dressing;

namespace KnowledgeBase.Reports.Quality.Wraps;

/// <summary>
/// How many wrapped paragraphs a reader could join as they were who knows no words: for each line end what can be seen there, and of all
/// line ends that look alike the answer that is right more often. What the words say (two halves of a word) is not in it.
/// </summary>
internal sealed class WrapCeiling
{
    private readonly List<(string Signs, bool GoesOn, int File, int Line, int Next)> _ends = [];
    private readonly HashSet<(int File, int Line)> _wrapped = [];
    private int _files;

    public void Add(DressedFile file, Func<string, bool> isNumbered)
    {
        var raw = string.Concat(file.Runs.Select(run => run.Text));
        var own = file.Runs.SelectMany(run => run.Text.Select(_ => run.Origin == Origin.Furniture ? -1 : run.Line)).ToArray();
        var lines = new List<(string Text, int First, int Blanks)>();
        var blanks = 0;
        for (var start = 0; start < raw.Length;)
        {
            var end = raw.IndexOf('\n', start) is >= 0 and var found ? found : raw.Length;
            var first = Enumerable.Range(start, end - start).Select(i => own[i]).FirstOrDefault(line => line >= 0, -1);
            if (first >= 0)
                lines.Add((raw[start..end], first, blanks));
            blanks = first >= 0 ? 0 : blanks + 1;
            start = end + 1;
        }

        var columns = lines.ConvertAll(line => ColumnsOf(line.Text.TrimEnd()));
        var leading = lines.ConvertAll(line => ColumnsOf(line.Text) - ColumnsOf(line.Text.TrimStart()));
        var margin = leading.Min();
        var isIndented = leading.Count(own => own > margin) * 16 > lines.Count;
        var isSpaced = lines.Count(line => line.Blanks > 0) * 4 > lines.Count;
        var hasLooseSigns = lines.Exists(line => "，。；、".Contains(line.Text.TrimStart()[0], StringComparison.Ordinal));
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var (line, next) = (lines[i], lines[i + 1]);
            var text = line.Text.Trim();

            // The edge near this line: widths may change in a file.
            var edge = columns.Skip(Math.Max(0, i - 8)).Take(17).GroupBy(own => own).MaxBy(group => group.Count())!.Key;
            var signs = string.Create(CultureInfo.InvariantCulture, $"{file.Dress} {isIndented} {isSpaced} {hasLooseSigns} ")
                + $"{Math.Min(next.Blanks, 3)} {Math.Min(leading[i + 1] - margin, 4)} {Math.Clamp(edge - columns[i], -3, 6)} "
                + $"{"。！？；”：".Contains(text[^1], StringComparison.Ordinal)} {isNumbered(next.Text.Trim())}";
            _ends.Add((signs, line.First == next.First, _files, line.First, next.First));
            if (line.First == next.First && file.Lines[line.First].Role == LineRole.Paragraph)
                _wrapped.Add((_files, line.First));
        }

        _files++;
    }

    /// <summary>Wrapped paragraphs of which every line end is answered right.</summary>
    public (int Right, int All) Best()
    {
        var answers = _ends.GroupBy(end => end.Signs, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(end => end.GoesOn) * 2 > group.Count(), StringComparer.Ordinal);
        var broken = new HashSet<(int, int)>();
        foreach (var end in _ends.Where(end => answers[end.Signs] != end.GoesOn))
        {
            broken.Add((end.File, end.Line));
            broken.Add((end.File, end.Next));
        }

        return (_wrapped.Count(line => !broken.Contains(line)), _wrapped.Count);
    }

    private static int ColumnsOf(string text) => text.Sum(c => c < 0x100 ? 1 : 2);
}
