using System.Globalization;
using System.Text;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>What became of dressed files: sums over the files of one half, read in one way.</summary>
internal sealed class DressedScore
{
    private const int LongestPassage = 800;

    private readonly SortedDictionary<string, Share> _cutByRule = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Share> _suspectedByRule = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int All, int Cut, int Found)> _marks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string,
        (int Files, int Harmed, int Lost, int Pieces, int Gone, int Titles, int Ones)> _dresses = new(StringComparer.Ordinal);

    /// <summary>Characters that a rule touched, by what they were.</summary>
    private readonly record struct Share(int Body, int Mark, int Furniture)
    {
        public static Share operator +(Share a, Share b) => new(a.Body + b.Body, a.Mark + b.Mark, a.Furniture + b.Furniture);
    }

    public int Files { get; private set; }

    public int Failed { get; private set; }

    public int ReplayBroken { get; private set; }

    public long BodyCharacters { get; private set; }

    /// <summary>Characters of bodies that were cut or not decoded.</summary>
    public int BodyLost { get; private set; }

    public int FilesHarmed { get; private set; }

    public int BodySuspected { get; private set; }

    public int Marks { get; private set; }

    public int MarksCut { get; private set; }

    public int MarksFound { get; private set; }

    public int Furniture { get; private set; }

    public int FurnitureGone { get; private set; }

    public int Titles { get; private set; }

    public int OneReport { get; private set; }

    public int LongPassages { get; private set; }

    public (int Right, int All) Wrapped { get; private set; }

    public (int Right, int All) Unwrapped { get; private set; }

    public (int Right, int All) Rows { get; private set; }

    /// <summary>Takes in one reading.</summary>
    /// <param name="miss">Hears what went wrong; null where nobody may see it.</param>
    public void Add(DressedFile file, Provenance provenance, Reading reading, Action<string>? miss)
    {
        Files++;
        var dress = _dresses.GetValueOrDefault(file.Dress);
        var inkOfBody = file.Lines.Sum(line => Compact.Of(line.Body).Length);
        BodyCharacters += inkOfBody;
        if (reading.Failure is not null)
        {
            Failed++;
            Miss($"failed: {reading.Failure.Code}");
            BodyLost += inkOfBody;
            _dresses[file.Dress] = dress with { Files = dress.Files + 1, Harmed = dress.Harmed + 1, Lost = dress.Lost + inkOfBody };
            return;
        }

        var raw = provenance.Raw;
        var edits = Replay.Edits(reading);
        if (!Replays(raw, reading, edits))
        {
            ReplayBroken++;
            Miss("replay does not give what is served");
        }

        var removed = new bool[raw.Length];
        foreach (var edit in edits)
            Array.Fill(removed, true, edit.Start, edit.Length);
        provenance = provenance.WithServedTitle(file, removed);
        var lost = provenance.MissingBody;
        if (lost > 0)
            Miss($"not decoded: {lost} characters of lines {string.Join(',', provenance.MissingLines.Take(5))}");
        foreach (var edit in edits)
        {
            var share = ShareOf(provenance, edit.Start, edit.Length);
            Note(_cutByRule, edit.Rule, share);
            lost += share.Body;
            if (share.Body > 0)
                Miss($"CUT {edit.Rule}: {share.Body} of the body in 「{Shown(edit.Text)}」 ({Shown(Around(raw, edit.Start, edit.Length))})");
        }

        BodyLost += lost;
        FilesHarmed += lost > 0 ? 1 : 0;
        var doubted = new bool[raw.Length];
        foreach (var doubt in reading.Suspected)
        {
            Array.Fill(doubted, true, doubt.Start, doubt.Length);
            var share = ShareOf(provenance, doubt.Start, doubt.Length);
            Note(_suspectedByRule, doubt.Rule, share);
            BodySuspected += share.Body;
            if (share.Body > 0)
                Miss($"SUSPECTED {doubt.Rule}: {share.Body} of the body in 「{Shown(doubt.Text)}」");
        }

        AddMarks(file, provenance, removed, doubted, Miss);
        var (pieces, gone) = AddFurniture(provenance, removed, Miss);
        var isTitled = reading.Reports.Count > 0 && Compact.Of(reading.Reports[0].Title) == Compact.Of(file.Title);
        Titles += isTitled ? 1 : 0;
        if (!isTitled)
            Miss($"TITLE 「{(reading.Reports.Count > 0 ? reading.Reports[0].Title : "")}」, not 「{file.Title}」");
        LongPassages += reading.Reports.Sum(
            report => report.Sections.Sum(section => section.Passages.Count(passage => passage.Length > LongestPassage)));
        OneReport += reading.Reports.Count == 1 ? 1 : 0;
        AddLines(file, provenance, removed, Miss);
        _dresses[file.Dress] =
            new(dress.Files + 1, dress.Harmed + (lost > 0 ? 1 : 0), dress.Lost + lost, dress.Pieces + pieces, dress.Gone
                + gone, dress.Titles + (isTitled ? 1 : 0), dress.Ones + (reading.Reports.Count == 1 ? 1 : 0));

        void Miss(string what) => miss?.Invoke($"{file.Name} {file.Dress}: {what}");
    }

    public void Print(string how, TextWriter output)
    {
        string Percent(long right, long all) =>
            all == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{right}/{all} ({100.0 * right / all:F2} %)");
        output.WriteLine($"dressed {how}: files {Files}, failed {Failed}, replay broken {ReplayBroken}");
        output.WriteLine($"dressed {how}: body characters lost {BodyLost} of {BodyCharacters}, in "
            + $"{FilesHarmed} files; suspected that are body {BodySuspected}");
        output.WriteLine($"dressed {how}: marks cut {Percent(MarksCut, Marks)}, cut or suspected {Percent(MarksFound, Marks)}");
        output.WriteLine($"dressed {how}: furniture gone {Percent(FurnitureGone, Furniture)}, titles "
            + $"{Percent(Titles, Files)}, one report {Percent(OneReport, Files)}, passages longer than {LongestPassage} characters "
            + $"{LongPassages}");
        output.WriteLine($"dressed {how}: wrapped paragraphs joined {Percent(Wrapped.Right, Wrapped.All)}, other paragraphs as they were "
            + $"{Percent(Unwrapped.Right, Unwrapped.All)}, table rows {Percent(Rows.Right, Rows.All)}");
        foreach (var (manner, (all, cut, found)) in _marks)
            output.WriteLine($"  {how} mark {manner}: cut {Percent(cut, all)}, cut or suspected {Percent(found, all)}");
        foreach (var (name, dress) in _dresses)
            output.WriteLine($"  {how} dress {name}: files {dress.Files}, harmed {dress.Harmed}, lost {dress.Lost}, furniture "
                + $"{Percent(dress.Gone, dress.Pieces)}, titles {Percent(dress.Titles, dress.Files)}, one report {dress.Ones}");
        foreach (var (rule, share) in _cutByRule)
            output.WriteLine($"  {how} rule {rule}: cut {share.Body + share.Mark + share.Furniture}, marks {share.Mark}, furniture "
                + $"{share.Furniture}, body {share.Body}");
        foreach (var (rule, share) in _suspectedByRule)
            output.WriteLine($"  {how} suspected by {rule}: {share.Body + share.Mark + share.Furniture}, marks {share.Mark}, furniture "
                + $"{share.Furniture}, body {share.Body}");
    }

    private static bool Replays(string raw, Reading reading, IReadOnlyList<Removal> edits)
    {
        for (var i = 1; i < edits.Count; i++)
            if (edits[i].Start < edits[i - 1].Start + edits[i - 1].Length)
                return false;

        var served = Replay.Served(reading);
        return edits.All(edit => raw.AsSpan(edit.Start, edit.Length).SequenceEqual(edit.Text))
            && Replay.Apply(raw, edits) == served
            && Replay.Undo(served, edits) == raw;
    }

    private static Share ShareOf(Provenance provenance, int start, int length)
    {
        int body = 0, mark = 0, furniture = 0;
        for (var i = start; i < start + length; i++)
            if (Compact.IsInk(provenance.Raw[i]))
            {
                body += provenance.Origins[i] == Origin.Body ? 1 : 0;
                mark += provenance.Origins[i] == Origin.Mark ? 1 : 0;
                furniture += provenance.Origins[i] == Origin.Furniture ? 1 : 0;
            }

        return new(body, mark, furniture);
    }

    private static void Note(SortedDictionary<string, Share> rules, string rule, Share share)
    {
        if (share != default)
            rules[rule] = rules.GetValueOrDefault(rule) + share;
    }

    /// <summary>A mark with the text around it; what stays of it stands between ‹ and ›.</summary>
    private static string Around(Provenance provenance, int mark, bool[] removed)
    {
        const int Context = 14;
        var first = Array.IndexOf(provenance.Marks, mark);
        var last = Array.LastIndexOf(provenance.Marks, mark);
        var words = new StringBuilder();
        for (var i = Math.Max(0, first - Context); i < Math.Min(provenance.Raw.Length, last + Context + 1); i++)
        {
            var stays = provenance.Marks[i] == mark && !removed[i];
            var c = provenance.Raw[i] == '\n' ? '⏎' : provenance.Raw[i];
            words.Append(stays ? $"‹{c}›" : $"{c}");
        }

        return words.Replace("›‹", "").ToString();
    }

    private void AddMarks(DressedFile file, Provenance provenance, bool[] removed, bool[] doubted, Action<string> miss)
    {
        var left = new bool[file.Manners.Count];
        var kept = new bool[file.Manners.Count];
        for (var i = 0; i < removed.Length; i++)
            if (provenance.Marks[i] >= 0 && Compact.IsInk(provenance.Raw[i]) && !removed[i])
            {
                left[provenance.Marks[i]] = true;
                kept[provenance.Marks[i]] |= !doubted[i];
            }

        for (var mark = 0; mark < left.Length; mark++)
        {
            var count = _marks.GetValueOrDefault(file.Manners[mark]);
            _marks[file.Manners[mark]] = (count.All + 1, count.Cut + (left[mark] ? 0 : 1), count.Found + (kept[mark] ? 0 : 1));
            Marks++;
            MarksCut += left[mark] ? 0 : 1;
            MarksFound += kept[mark] ? 0 : 1;
            if (kept[mark])
                miss($"LEFT {file.Manners[mark]}: 「{string.Concat(file.Runs.Where(run => run.Mark == mark).Select(run => run.Text))}」 "
                    + $"({Around(provenance, mark, removed)})");
        }
    }

    /// <summary>A piece of furniture is what of it stands together on a line.</summary>
    private (int Pieces, int Gone) AddFurniture(Provenance provenance, bool[] removed, Action<string> miss)
    {
        int pieces = 0, gone = 0;
        var raw = provenance.Raw;
        for (var start = 0; start < raw.Length;)
        {
            var end = start;
            int ink = 0, left = 0;
            for (; end < raw.Length && raw[end] != '\n' && provenance.Origins[end] == Origin.Furniture; end++)
                if (Compact.IsInk(raw[end]))
                {
                    ink++;
                    left += removed[end] ? 0 : 1;
                }

            if (ink > 0)
            {
                pieces++;
                gone += left == 0 ? 1 : 0;
                if (left > 0)
                    miss($"FURNITURE 「{Shown(raw[start..end])}」");
            }

            start = Math.Max(end, start + 1);
        }

        Furniture += pieces;
        FurnitureGone += gone;
        return (pieces, gone);
    }

    private void AddLines(DressedFile file, Provenance provenance, bool[] removed, Action<string> miss)
    {
        var raw = provenance.Raw;
        var firsts = new Dictionary<int, (int Served, int LastRaw)>();
        var broken = new HashSet<int>();
        var parted = new HashSet<int>();
        var rawLines = new Dictionary<int, HashSet<int>>();
        var owner = new Dictionary<int, int>();
        int served = 0, rawLine = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var line = provenance.Lines[i];
            if (raw[i] == '\n')
            {
                rawLine++;
                served += removed[i] ? 0 : 1;
                continue;
            }

            if (removed[i] || !Compact.IsInk(raw[i]) || provenance.Origins[i] == Origin.Mark)
                continue;
            if (provenance.Origins[i] == Origin.Furniture)
            {
                line = -2;
            }
            else
            {
                (rawLines.TryGetValue(line, out var lines) ? lines : rawLines[line] = []).Add(rawLine);
                if (firsts.TryGetValue(line, out var first) && first.Served != served && broken.Add(line))
                    parted.Add(line);
                firsts[line] = (served, i);
            }

            if (owner.TryGetValue(served, out var other) && other != line)
            {
                broken.Add(line);
                broken.Add(other);
            }
            else
                owner[served] = line;
        }

        for (var i = 0; i < file.Lines.Count; i++)
        {
            var line = file.Lines[i];
            if (line.Role is LineRole.Foreign or LineRole.Title || Compact.Of(line.Body).Length == 0)
                continue;
            var right = firsts.ContainsKey(i) && !broken.Contains(i) && (line.Role != LineRole.Row || HasCells(line, Replayed(i)));
            if (line.Role == LineRole.Row)
                Rows = (Rows.Right + (right ? 1 : 0), Rows.All + 1);
            else if (file.IsWrapped && rawLines.TryGetValue(i, out var spread) && spread.Count > 1)
                Wrapped = (Wrapped.Right + (right ? 1 : 0), Wrapped.All + 1);
            else
                Unwrapped = (Unwrapped.Right + (right ? 1 : 0), Unwrapped.All + 1);
            if (!right && firsts.ContainsKey(i))
                miss($"LINES {(parted.Contains(i) ? "parted" : "joined with another")} {line.Role} "
                    + $"{(file.IsWrapped ? "wrapped" : "")} 「{Shown(line.Body)}」");
        }

        string Replayed(int line) =>
            string.Concat(Enumerable.Range(0, raw.Length)
                .Where(i => !removed[i] && i <= firsts[line].LastRaw && i >= FirstRaw(line)).Select(i => raw[i]));

        int FirstRaw(int line) => Array.FindIndex(provenance.Lines, own => own == line);
    }

    /// <summary>Whether each border between two cells is still seen.</summary>
    private static bool HasCells(DressedLine row, string served)
    {
        var at = 0;
        foreach (var cell in row.Body.Split('\t').Select(Compact.Of).Where(cell => cell.Length > 0))
        {
            if (at > 0 && (at >= served.Length || Compact.IsInk(served[at])))
                return false;
            foreach (var c in cell)
            {
                while (at < served.Length && served[at] != c)
                    at++;
                at++;
            }
        }

        return true;
    }

    private static string Around(string raw, int start, int length) =>
        raw[Math.Max(0, start - 15)..start] + "‹" + raw.Substring(start, Math.Min(length, 60))
            + "›" + raw.Substring(start + length, Math.Min(15, raw.Length - start - length));

    private static string Shown(string text)
    {
        var line = text.Replace('\n', '⏎');
        return line.Length > 90 ? line[..60] + "…" + line[^25..] : line;
    }
}
