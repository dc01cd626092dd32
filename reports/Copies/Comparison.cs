namespace KnowledgeBase.Reports.Copies;

/// <summary>What one other copy says about each letter of a text.</summary>
internal sealed class Comparison
{
    // A copy speaks about a place where it has the letters beside it and half of those around: it may be corrupted itself.
    private const int Around = 12;

    // Below it the two are different texts, or versions too far apart to tell noise from wording.
    private const double LeastShare = 0.8;
    private const double LeastLength = 0.6;

    private readonly string _own;
    private readonly Letters _other;
    private readonly int[] _match;
    private readonly bool[] _absent;

    private Comparison(string own, Letters other, int[] match, string origin)
    {
        (_own, _other, _match, Origin) = (own, other, match, origin);
        _absent = new bool[own.Length];

        // What the other has more may begin at several places alike; the first is taken for all copies.
        for (var at = own.Length - 2; at >= 0; at--)
            if (match[at] >= 0 && match[at + 1] > match[at] + 1 && other.Text[match[at + 1] - 1] == own[at])
                match[at] = match[at + 1] - 1;

        for (var start = 0; start < own.Length;)
        {
            var end = start;
            while (end < own.Length && match[end] < 0)
                end++;

            if (end > start && IsInsertion(start, end))
                MarkAbsent(start, end);
            start = end + 1;
        }
    }

    public string Origin { get; }

    /// <summary>Null where the two are no copies of one text.</summary>
    public static Comparison? Of(string own, Letters other, string origin)
    {
        if (Math.Min(own.Length, other.Count) < LeastLength * Math.Max(own.Length, other.Count) || own.Length == 0)
            return null;
        var match = Alignment.Of(own, other.Text);
        var same = match.Count(place => place >= 0);
        return same >= LeastShare * Math.Min(own.Length, other.Count) ? new(own, other, match, origin) : null;
    }

    public bool Has(int letter) => _match[letter] >= 0;

    /// <summary>Whether the other goes on from the letter before to the letter behind, and has nothing in between.</summary>
    public bool Lacks(int letter) => _absent[letter];

    /// <summary>What the other has between this letter and the next, where both stand in it; empty where nothing.</summary>
    public ReadOnlySpan<char> Behind(int letter)
    {
        if (letter + 1 >= _own.Length || _match[letter] < 0 || _match[letter + 1] < 0)
            return default;
        return _other.Text.AsSpan(_match[letter] + 1, _match[letter + 1] - _match[letter] - 1);
    }

    /// <summary>The same as the other writes it.</summary>
    public string SourceBehind(int letter)
    {
        var (first, last) = (_other.PlaceOf(_match[letter] + 1), _other.PlaceOf(_match[letter + 1] - 1));
        return _other.Source[first..(last + 1)];
    }

    /// <summary>Whether letters around a place behind a letter are the same on both sides.</summary>
    public bool IsSureBehind(int letter) => IsRunBefore(letter) && IsRunFrom(letter + 1);

    private bool IsInsertion(int start, int end) =>
        start > 0 && end < _own.Length && _match[end] == _match[start - 1] + 1 && IsRunBefore(start - 1) && IsRunFrom(end);

    /// <summary>
    /// Which letters were put in where the first of them are those behind: any of these places gives the same other text, and the first
    /// is taken for all copies.
    /// </summary>
    private void MarkAbsent(int start, int end)
    {
        while (start > 1 && _match[start - 1] >= 0 && _own[start - 1] == _own[end - 1])
        {
            _match[end - 1] = _match[start - 1];
            _match[start - 1] = -1;
            (start, end) = (start - 1, end - 1);
        }

        _absent.AsSpan(start, end - start).Fill(true);
    }

    private bool IsRunBefore(int last) => _match[last] >= 0 && IsHalfKnown(Math.Max(0, last + 1 - Around), last + 1);

    private bool IsRunFrom(int first) => _match[first] >= 0 && IsHalfKnown(first, Math.Min(_own.Length, first + Around));

    private bool IsHalfKnown(int start, int end)
    {
        var known = 0;
        for (var at = start; at < end; at++)
            known += _match[at] >= 0 ? 1 : 0;

        return known * 2 >= end - start;
    }
}
