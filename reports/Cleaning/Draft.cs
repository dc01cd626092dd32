using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// A raw text under cleaning. Rules see what is left of it and name stretches to remove; nothing is ever inserted or changed,
/// so the raw text is always the draft's text with its removals put back.
/// </summary>
internal sealed class Draft
{
    private readonly int[] _owners; // for each raw character: 0 stays, otherwise the number of its edit
    private readonly List<(string Rule, string Reason, RemovalGroup Group)> _edits = [];
    private readonly List<(int Start, int Length, string Rule, string Reason, bool Absorb)> _pending = [];
    private readonly List<(int Start, int End, string Rule, string Reason)> _suspicions = []; // offsets in Raw
    private int[] _places; // for each character of Text its place in Raw
    private List<TextLine>? _lines;
    private FoldedText? _folded;

    public Draft(string raw)
    {
        Raw = Text = raw;
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
        if (length > 0)
            _suspicions.Add((_places[start], _places[start + length - 1] + 1, rule, reason));
    }

    /// <summary>What is suspected and was not cut by a later rule, in order of place, without overlap.</summary>
    public List<Suspicion> Suspicions()
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

    public int RawOffset(int place) => _places[place];

    /// <summary>Carries out what was marked; of two marked stretches that overlap, the first owns what they share.</summary>
    public void ApplyPending()
    {
        if (_pending.Count == 0)
            return;

        var before = _edits.Count;
        foreach (var (start, length, rule, reason, absorb) in _pending)
        {
            _edits.Add((rule, reason, Group));
            for (var i = start; i < start + length; i++)
            {
                var end = absorb && i + 1 < start + length ? _places[i + 1] : _places[i] + 1;
                for (var raw = _places[i]; raw < end; raw++)
                    if (_owners[raw] <= before)
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

    private bool IsServed(int from, int to)
    {
        for (var raw = from; raw < to; raw++)
            if (_owners[raw] == 0)
                return true;

        return false;
    }

    private void Rebuild()
    {
        var left = new char[_places.Length];
        var leftPlaces = new int[_places.Length];
        var count = 0;
        foreach (var place in _places)
        {
            if (_owners[place] != 0)
                continue;

            left[count] = Raw[place];
            leftPlaces[count++] = place;
        }

        Text = new(left, 0, count);
        _places = leftPlaces[..count];
        _lines = null;
        _folded = null;
    }
}
