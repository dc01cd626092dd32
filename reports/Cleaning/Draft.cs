using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// A raw text under cleaning. Rules see what is left of it and name stretches to remove; nothing is ever inserted or changed,
/// so the raw text is always the draft's text with its removals put back.
/// </summary>
internal sealed class Draft
{
    private readonly KeptPlaces _kept;
    private readonly int[] _owners; // for each raw character: 0 stays, otherwise the number of its edit
    private readonly List<(string Rule, string Reason, RemovalGroup Group)> _edits = [];
    private readonly List<(int Start, int Length, string Rule, string Reason, bool Absorb)> _pending = [];
    private readonly List<(int Start, int End, string Rule, string Reason)> _suspicions = []; // offsets in Raw
    private readonly int[] _places; // for each character of Text its place in Raw; what is behind them means nothing
    private List<TextLine>? _lines;
    private FoldedText? _folded;
    private List<Suspicion>? _listed;

    public Draft(string raw, KeptPlaces? kept = null)
    {
        Raw = Text = raw;
        _kept = kept ?? KeptPlaces.None;
        _owners = new int[raw.Length];
        _places = new int[raw.Length];
        for (var i = 0; i < _places.Length; i++)
            _places[i] = i;
    }

    public string Raw { get; }

    /// <summary>What the running rule removes.</summary>
    public RemovalGroup Group { get; set; }

    /// <summary>What is left after the rules so far.</summary>
    public string Text { get; private set; }

    /// <summary>Names of sites that this file itself gave away.</summary>
    public HashSet<string> FoundNames { get; } = [];

    public IReadOnlyList<TextLine> Lines => _lines ??= TextLine.Split(Text);

    public FoldedText Folded => _folded ??= FoldedText.Of(Text, 0, Text.Length);

    /// <summary>Marks a stretch of <see cref="Text"/> for removal; it goes when the running rule is done.</summary>
    /// <param name="absorb">Whether the removal also owns what earlier ones left a hole of inside it, so that a mark split by invisible
    /// characters is one edit.</param>
    public void Remove(int start, int length, string rule, string reason, bool absorb = true)
    {
        if (length > 0)
            _pending.Add((start, length, rule, reason, absorb));
    }

    /// <summary>Records a stretch of <see cref="Text"/> that may be foreign; it stays.</summary>
    public void Suspect(int start, int length, string rule, string reason)
    {
        if (length <= 0 || IsKept(start, length))
            return;

        _suspicions.Add((_places[start], _places[start + length - 1] + 1, rule, reason));
        _listed = null;
    }

    /// <summary>What is suspected and was not cut by a later rule, in order of place, without overlap.</summary>
    public IReadOnlyList<Suspicion> Suspicions() => _listed ??= ListSuspicions();

    /// <summary>What is suspected in a part of <see cref="Text"/>, by offsets in that part.</summary>
    public List<SuspectedText> SuspicionsIn(int start, int end)
    {
        var found = new List<SuspectedText>();
        foreach (var suspicion in Suspicions())
        {
            var from = Math.Max(PlaceOf(suspicion.Start), start);
            var to = Math.Min(PlaceOf(suspicion.Start + suspicion.Length), end);
            if (from < to)
                found.Add(new(suspicion.Rule, Text[from..to], from - start, to - from, suspicion.Reason));
        }

        return found;
    }

    /// <summary>Removes a line together with the line end that parts it from its neighbour.</summary>
    public void RemoveLine(TextLine line, string rule, string reason) => Remove(line.Start, line.Length, rule, reason);

    /// <summary>The line that holds a character of <see cref="Text"/>.</summary>
    public TextLine LineAt(int place)
    {
        var (low, high) = (0, Lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Lines[middle].Start <= place ? (middle, high) : (low, middle - 1);
        }

        return Lines[low];
    }

    /// <summary>
    /// Whether a line is the first or the last that is left of its page: what stands in mid-page is no page's head, foot or number.
    /// </summary>
    public bool IsAtPageEdge(TextLine line)
    {
        var before = Text.AsSpan(0, line.Start).TrimEnd().Length;
        var after = line.End + (Text.Length - line.End - Text.AsSpan(line.End).TrimStart().Length);
        return before == 0 || after == Text.Length
            || Raw.AsSpan(_places[before - 1], _places[line.Start] - _places[before - 1]).Contains('\f')
            || Raw.AsSpan(_places[line.End - 1], _places[after] - _places[line.End - 1]).Contains('\f');
    }

    /// <summary>Whether words or a page's end were taken out of the raw text between two offsets of <see cref="Text"/>.</summary>
    /// <param name="rule">The rule that took them out; null: any.</param>
    public bool WasRemoved(int from, int to, string? rule = null)
    {
        if (to >= Text.Length || RawOffset(to) - RawOffset(from) <= to - from)
            return false;

        var at = from + 1;
        for (var raw = RawOffset(from) + 1; raw < RawOffset(to); raw++)
            if (at < to && RawOffset(at) == raw)
                at++;
            else if ((Raw[raw] == '\f' || char.IsLetterOrDigit(Raw[raw])) && (rule is null || IsOf(rule, raw)))
                return true;

        return false;
    }

    private bool IsOf(string rule, int raw) => _owners[raw] > 0 && _edits[_owners[raw] - 1].Rule == rule;

    public int RawOffset(int place) => _places[place];

    /// <summary>What is left of a stretch of <see cref="Raw"/>, as a stretch of <see cref="Text"/>.</summary>
    public (int Start, int Length) Left(int raw, int length)
    {
        var start = PlaceOf(raw);
        return (start, PlaceOf(raw + length) - start);
    }

    /// <summary>Carries out what was marked; of two marked stretches that overlap, the first owns what they share.</summary>
    public void ApplyPending()
    {
        if (_pending.Count == 0)
            return;

        var before = _edits.Count;
        foreach (var (start, length, rule, reason, absorb) in _pending)
        {
            if (IsKept(start, length))
                continue;

            _edits.Add((rule, reason, Group));
            for (var i = start; i < start + length; i++)
            {
                var end = absorb && i + 1 < start + length ? _places[i + 1] : _places[i] + 1;
                for (var raw = _places[i]; raw < end; raw++)
                    if (_owners[raw] <= before && (Group == RemovalGroup.Layout || !_kept.HoldSentenceAt(raw)))
                        _owners[raw] = _edits.Count;
            }
        }

        _pending.Clear();
        Rebuild();
    }

    /// <summary>All edits in order of place, without overlap.</summary>
    public List<Removal> Removals()
    {
        var removals = new List<Removal>();
        var line = 1;
        for (var i = 0; i < _owners.Length;)
        {
            if (_owners[i] == 0)
            {
                line += Raw[i++] == '\n' ? 1 : 0;
                continue;
            }

            var start = i;
            while (i < _owners.Length && _owners[i] == _owners[start])
                i++;

            var (rule, reason, group) = _edits[_owners[start] - 1];
            removals.Add(new(rule, Raw[start..i], line, start, i - start, reason) { Group = group });
            line += Raw.AsSpan(start, i - start).Count('\n');
        }

        return removals;
    }

    private List<Suspicion> ListSuspicions()
    {
        var suspicions = new List<Suspicion>();
        var (end, line, counted) = (0, 1, 0);
        foreach (var (from, to, rule, reason) in _suspicions.OrderBy(suspicion => suspicion.Start)
            .ThenByDescending(suspicion => suspicion.End))
        {
            if (from < end || !IsServed(from, to))
                continue;

            line += Raw.AsSpan(counted, from - counted).Count('\n');
            counted = from;
            suspicions.Add(new(rule, Raw[from..to], line, from, to - from, reason));
            end = to;
        }

        return suspicions;
    }

    /// <summary>The offset in <see cref="Text"/> of the first character that is served at a raw place or behind it.</summary>
    private int PlaceOf(int raw)
    {
        var place = Array.BinarySearch(_places, 0, Text.Length, raw);
        return place < 0 ? ~place : place;
    }

    /// <summary>
    /// Whether a person keeps all words of a stretch; of a name, any, since a name that holds them is another name. White space is
    /// nobody's words.
    /// </summary>
    private bool IsKept(int start, int length)
    {
        if (Group == RemovalGroup.Layout || _kept.IsEmpty)
            return false;

        var end = start + length;
        while (start < end && (Text[start] == '\n' || Characters.IsBlank(Text[start])))
            start++;

        while (end > start && (Text[end - 1] == '\n' || Characters.IsBlank(Text[end - 1])))
            end--;

        if (start == end)
            return false;

        var (from, to) = (_places[start], _places[end - 1] + 1);
        return Group == RemovalGroup.Mark ? _kept.Touch(from, to) : _kept.Cover(from, to);
    }

    private bool IsServed(int from, int to)
    {
        for (var raw = from; raw < to; raw++)
            if (_owners[raw] == 0)
                return true;

        return false;
    }

    private void Rebuild()
    {
        // In place: what is left never moves to the right.
        var count = 0;
        foreach (var place in _places.AsSpan(0, Text.Length))
            if (_owners[place] == 0)
                _places[count++] = place;

        Text = string.Create(count, (Raw, _places), static (left, from) =>
        {
            for (var i = 0; i < left.Length; i++)
                left[i] = from.Raw[from._places[i]];
        });
        _lines = null;
        _folded = null;
        _listed = null;
    }
}
