using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Of each character of a decoded text: the body's, a planted mark's, or neither.</summary>
internal sealed class Provenance
{
    private const int Gram = 12;
    private const int TitleLines = 2;
    private const int LargestGap = 3_000_000;

    // The lines that a browser prints above and below a page: its digits are none of the body's.
    private static readonly Regex Printed = new(
        @"file:///\S+|[0-9]+/[0-9]+/[0-9]+, [0-9]+:[0-9]+\s[AP]M|(?m:^[0-9]+/[0-9]+$)", RegexOptions.NonBacktracking);

    private Provenance(string raw)
    {
        Raw = raw;
        Origins = new Origin[raw.Length];
        Lines = new int[raw.Length];
        Marks = new int[raw.Length];
        Array.Fill(Origins, Origin.Furniture);
        Array.Fill(Lines, -1);
        Array.Fill(Marks, -1);
    }

    public string Raw { get; }

    public Origin[] Origins { get; }

    /// <summary>The line of the document that a character of the body or of a mark belongs to; -1 for others.</summary>
    public int[] Lines { get; }

    public int[] Marks { get; }

    /// <summary>Characters of the body that decoding did not give.</summary>
    public int MissingBody { get; private set; }

    /// <summary>The lines that they belong to.</summary>
    public HashSet<int> MissingLines { get; } = [];

    public static Provenance Of(DressedFile file, string raw)
    {
        var result = new Provenance(raw);
        var runs = file.Runs;
        if (file.ExactRuns is not null && runs.Sum(run => run.Text.Length) == raw.Length
            && raw == string.Concat(runs.Select(run => run.Text)))
        {
            var at = 0;
            foreach (var run in runs)
                foreach (var _ in run.Text)
                    result.Set(at++, run);
        }
        else
            result.Align(runs);

        return result;
    }

    /// <summary>
    /// A frame repeats the title word for word. Where the document's own was cut and a copy on a line of its own is served instead,
    /// the copy is the title: nothing is lost.
    /// </summary>
    public Provenance WithServedTitle(DressedFile file, bool[] removed)
    {
        var line = file.Lines.ToList().FindIndex(line => line.Role == LineRole.Title);
        var own = Enumerable.Range(0, Raw.Length).Where(i => Lines[i] == line && Compact.IsInk(Raw[i])).ToList();
        if (own.Count == 0 || !own.TrueForAll(i => removed[i]))
            return this;
        var title = Compact.Of(file.Title);
        for (var (start, lines) = (0, 1); start < Raw.Length;)
        {
            // In print a title may take two lines.
            var end = EndOfLine(start);
            for (var more = 1; more < lines && end < Raw.Length; more++)
                end = EndOfLine(end + 1);
            var ink = Enumerable.Range(start, end - start).Where(i => Compact.IsInk(Raw[i])).ToList();
            if (ink.Count == own.Count && ink.TrueForAll(i => !removed[i] && Origins[i] == Origin.Furniture)
                && string.Concat(ink.Select(i => Raw[i])) == title)
            {
                var copy = new Provenance(Raw) { MissingBody = MissingBody };
                copy.MissingLines.UnionWith(MissingLines);
                Origins.CopyTo(copy.Origins, 0);
                Lines.CopyTo(copy.Lines, 0);
                Marks.CopyTo(copy.Marks, 0);
                for (var i = 0; i < ink.Count; i++)
                {
                    (copy.Origins[ink[i]], copy.Origins[own[i]]) = (copy.Origins[own[i]], copy.Origins[ink[i]]);
                    (copy.Lines[ink[i]], copy.Lines[own[i]]) = (copy.Lines[own[i]], copy.Lines[ink[i]]);
                }

                return copy;
            }

            (start, lines) = lines < TitleLines ? (start, lines + 1) : (EndOfLine(start) + 1, 1);
        }

        return this;

        int EndOfLine(int at) => Raw.IndexOf('\n', Math.Min(at, Raw.Length)) is >= 0 and var found ? found : Raw.Length;
    }

    private void Set(int at, Run run)
    {
        Origins[at] = run.Origin;
        Lines[at] = run.Origin == Origin.Furniture ? -1 : run.Line;
        Marks[at] = run.Mark;
    }

    /// <summary>
    /// Finds the known characters in the decoded text by the stretches that occur once in both; what lies between two of them is found
    /// from the back, since a page repeats its title above the title.
    /// </summary>
    private void Align(IReadOnlyList<Run> runs)
    {
        var known = runs.Where(run => run.Origin != Origin.Furniture)
            .SelectMany(run => run.Text.Where(Compact.IsInk).Select(c => (Char: c, Run: run))).ToArray();
        var flat = string.Concat(known.Select(pair => pair.Char));
        var (text, places) = Compact.WithPlaces(Printed.Replace(Raw, line => new('\0', line.Length)));
        var match = new int[flat.Length];
        Array.Fill(match, -1);
        Anchor(flat, text, match);
        Extend(flat, text, match);
        FillGaps(flat, text, match, known);
        Scatter(flat, text, match);
        for (var i = 0; i < flat.Length; i++)
            if (match[i] >= 0)
                Set(places[match[i]], known[i].Run);
            else if (known[i].Run.Origin == Origin.Body)
            {
                MissingBody++;
                MissingLines.Add(known[i].Run.Line);
            }
    }

    private static void Anchor(string flat, string text, int[] match)
    {
        var unique = Grams(text);
        var pairs = Grams(flat).Where(pair => pair.Value >= 0 && unique.GetValueOrDefault(pair.Key, -1) >= 0)
            .Select(pair => (Flat: pair.Value, Text: unique[pair.Key])).OrderBy(pair => pair.Flat).ToList();
        foreach (var (at, place) in LongestRising(pairs))
            for (var i = 0; i < Gram; i++)
                match[at + i] = place + i;

        // Two overlapping anchors may disagree: what does not rise is taken back.
        for (int i = 0, last = -1; i < match.Length; i++)
            if (match[i] >= 0 && match[i] <= last)
                match[i] = -1;
            else if (match[i] >= 0)
                last = match[i];
    }

    private static Dictionary<string, int> Grams(string text)
    {
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + Gram <= text.Length; i++)
        {
            var gram = text.Substring(i, Gram);
            grams[gram] = grams.ContainsKey(gram) ? -1 : i;
        }

        return grams;
    }

    private static List<(int Flat, int Text)> LongestRising(List<(int Flat, int Text)> pairs)
    {
        var tails = new List<int>();
        var before = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            int low = 0, high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[tails[middle]].Text < pairs[i].Text)
                    low = middle + 1;
                else
                    high = middle;
            }

            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }

        var rising = new List<(int, int)>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i])
            rising.Add(pairs[i]);
        rising.Reverse();
        return rising;
    }

    private static void Extend(string flat, string text, int[] match)
    {
        for (var i = 1; i < flat.Length; i++)
            if (match[i] < 0 && match[i - 1] >= 0 && match[i - 1] + 1 < text.Length
                && text[match[i - 1] + 1] == flat[i] && !IsTaken(match, i, match[i - 1] + 1))
                match[i] = match[i - 1] + 1;
        for (var i = flat.Length - 2; i >= 0; i--)
            if (match[i] < 0 && match[i + 1] > 0 && text[match[i + 1] - 1] == flat[i] && Last(match, i) < match[i + 1] - 1)
                match[i] = match[i + 1] - 1;
    }

    private static bool IsTaken(int[] match, int from, int place)
    {
        for (var i = from; i < match.Length; i++)
            if (match[i] >= 0)
                return match[i] <= place;

        return false;
    }

    private static int Last(int[] match, int before)
    {
        for (var i = before - 1; i >= 0; i--)
            if (match[i] >= 0)
                return match[i];

        return -1;
    }

    private static void FillGaps(string flat, string text, int[] match, (char Char, Run Run)[] known)
    {
        for (var start = 0; start < flat.Length; start++)
        {
            if (match[start] >= 0)
                continue;
            var end = start;
            while (end < flat.Length && match[end] < 0)
                end++;
            var from = start > 0 ? match[start - 1] + 1 : 0;
            var to = end < flat.Length ? match[end] : text.Length;
            FillGap(flat, text, match, known, start, end, from, to);
            start = end;
        }
    }

    /// <summary>
    /// Line by line from the back; a line that does not stand there as a whole is matched by its longest common subsequence.
    /// </summary>
    private static void FillGap(string flat, string text, int[] match, (char Char, Run Run)[] known, int start, int end, int from, int to)
    {
        while (end > start)
        {
            var first = end - 1;
            while (first > start && known[first - 1].Run.Line == known[end - 1].Run.Line)
                first--;
            var place = to > from ? text.AsSpan(from, to - from).LastIndexOf(flat.AsSpan(first, end - first)) : -1;
            if (place >= 0)
            {
                for (var i = first; i < end; i++)
                    match[i] = from + place + i - first;
                to = from + place;
            }
            else if (to > from && (long)(end - first) * (to - from) <= LargestGap)
                to = Subsequence(flat, text, match, first, end, from, to);

            end = first;
        }
    }

    /// <summary>
    /// What stands in another order, as the cells of a table that was read by column, is found piece by piece: the longest pieces first
    /// to last, each at the place nearest to what stands before it where nothing else was found yet. A digit that is left of a cell is
    /// found in the table then, and not in the date above the page.
    /// </summary>
    private static void Scatter(string flat, string text, int[] match)
    {
        const int Longest = 40;
        var taken = new bool[text.Length];
        foreach (var place in match)
            if (place >= 0)
                taken[place] = true;
        for (var length = Longest; length > 0; length = length > 2 ? length * 3 / 4 : length - 1)
            for (var start = 0; start + length <= flat.Length; start++)
            {
                if (match.AsSpan(start, length).ContainsAnyExcept(-1))
                    continue;
                var piece = flat.AsSpan(start, length);
                var near = Last(match, start);
                var best = -1;
                for (var from = 0; text.AsSpan(from).IndexOf(piece) is var found and >= 0; from += found + 1)
                    if (!taken.AsSpan(from + found, length).Contains(true)
                        && (best < 0 || Math.Abs(from + found - near) < Math.Abs(best - near)))
                        best = from + found;

                for (var i = 0; best >= 0 && i < length; i++)
                    taken[match[start + i] = best + i] = true;
            }
    }

    private static int Subsequence(string flat, string text, int[] match, int start, int end, int from, int to)
    {
        var (height, width) = (end - start, to - from);
        var table = new ushort[height + 1, width + 1];
        for (var i = 1; i <= height; i++)
            for (var j = 1; j <= width; j++)
                table[i, j] = flat[start + i - 1] == text[from + j - 1]
                    ? (ushort)(table[i - 1, j - 1] + 1)
                    : Math.Max(table[i - 1, j], table[i, j - 1]);

        // Where hardly anything is common, the line is not there: a few characters that match by chance prove nothing.
        if (table[height, width] * 2 < height)
            return to;
        var first = to;
        for (int i = height, j = width; i > 0 && j > 0;)
        {
            if (flat[start + i - 1] == text[from + j - 1])
            {
                match[start + --i] = first = from + --j;
            }
            else if (table[i - 1, j] >= table[i, j - 1])
                i--;
            else
                j--;
        }

        return first;
    }
}
