using System.Buffers;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Lookups.Patterns;

/// <summary>
/// Finds a pattern's occurrences. Of all ways to place the literals in a text, the one whose last literal ends first is taken, and among
/// those the one whose literals begin last, the first of them deciding first: the tightest. What overlaps it is none; and so on to its
/// right.
/// </summary>
public sealed class PatternMatcher(SentencePattern pattern)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("，、。；：！？,;:!?\n\r\t…");

    private readonly IReadOnlyList<string> _literals = pattern.Literals;
    private readonly PatternFiller?[] _fillers = pattern.Fillers;

    /// <summary>Whether a character ends a clause.</summary>
    public static bool IsBreak(char c) => Breaks.Contains(c);

    public IReadOnlyList<PatternMatch> Find(string text)
    {
        List<PatternMatch>? found = null;
        var (from, last) = (0, _literals[^1]);
        for (var at = text.IndexOf(last, StringComparison.Ordinal); at >= 0; at = text.IndexOf(last, at + 1, StringComparison.Ordinal))
        {
            if (Trailing(text, at + last.Length) is not { } trailing || Place(text, at, trailing, from) is not { } starts)
                continue;
            var match = Match(text, starts, trailing);
            (found ??= []).Add(match);
            from = match.Start + match.Length;
        }

        return found ?? [];
    }

    /// <summary>The length of the filler after the last literal, 0 without one; null where it does not fit.</summary>
    private int? Trailing(string text, int start)
    {
        if (_fillers[^1] is not { } filler)
            return 0;
        var length = text.AsSpan(start).IndexOfAny(Breaks);
        return Fit(filler, length < 0 ? text.Length - start : length);
    }

    /// <summary>The length of the filler before the first literal.</summary>
    private int? Leading(string text, int end) =>
        _fillers[0] is { } filler ? Fit(filler, end - 1 - text.AsSpan(0, end).LastIndexOfAny(Breaks)) : 0;

    private static int? Fit(PatternFiller filler, int length) => length >= filler.Shortest && length <= filler.Longest ? length : null;

    /// <summary>The starts of all literals, the last of which is given; null where they do not fit.</summary>
    private int[]? Place(string text, int last, int trailing, int from)
    {
        if (!pattern.IsEqual)
            return PlaceAny(text, last, from, only: null);

        // The first filler's length is that of all: the least that fits has the latest start.
        if (_fillers[^1] is not null)
            return PlaceAny(text, last, from, only: trailing);
        for (var length = 1; length <= pattern.LongestGap; length++)
            if (PlaceAny(text, last, from, only: length) is { } starts)
                return starts;
        return null;
    }

    /// <param name="only">The length of each filler; null where they may differ.</param>
    private int[]? PlaceAny(string text, int last, int from, int? only)
    {
        // Of each literal, the places from which the last one can be reached.
        var reaching = new List<int>[_literals.Count];
        reaching[^1] = [last];
        for (var literal = _literals.Count - 2; literal >= 0; literal--)
        {
            var places = new SortedSet<int>();
            foreach (var next in reaching[literal + 1])
                AddBefore(text, literal, next, only, places);
            if (places.Count == 0)
                return null;
            reaching[literal] = [.. places];
        }

        reaching[0].RemoveAll(start =>
            Leading(text, start) is not { } length || start - length < from
            || (only is { } one && _fillers[0] is not null && length != one));
        if (reaching[0].Count == 0)
            return null;
        var starts = new int[_literals.Count];
        starts[0] = reaching[0].Max();
        for (var literal = 1; literal < starts.Length; literal++)
            starts[literal] = reaching[literal].Where(next => Reaches(text, literal - 1, starts[literal - 1], next, only)).Max();
        return starts;
    }

    private void AddBefore(string text, int literal, int next, int? only, SortedSet<int> places)
    {
        var (word, filler) = (_literals[literal], _fillers[literal + 1]!.Value);
        var first = Math.Max(0, next - 1 - filler.Longest - word.Length);
        var until = next - filler.Shortest;
        for (var at = first; at + word.Length <= until; at++)
            if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal) && Reaches(text, literal, at, next, only))
                places.Add(at);
    }

    private bool Reaches(string text, int literal, int start, int next, int? only)
    {
        var end = start + _literals[literal].Length;
        var filler = _fillers[literal + 1]!.Value;
        if (end >= next)
            return false;
        var length = LengthOf(text, end, next);
        return length >= filler.Shortest && length <= filler.Longest && (only is null || length == only)
            && !text.AsSpan(end, length).ContainsAny(Breaks);
    }

    /// <summary>Of the filler between two literals, without the comma that may follow it.</summary>
    private static int LengthOf(string text, int end, int next) => next - end - (text[next - 1] is '，' or '、' or ',' ? 1 : 0);

    private PatternMatch Match(string text, int[] starts, int trailing)
    {
        var (literals, fillers) = (new List<TextSpan>(starts.Length), new List<TextSpan>(_fillers.Length));
        var start = starts[0];
        if (_fillers[0] is not null)
        {
            var leading = Leading(text, start)!.Value;
            start -= leading;
            fillers.Add(new(start, leading));
        }

        for (var literal = 0; literal < starts.Length; literal++)
        {
            literals.Add(new(starts[literal], _literals[literal].Length));
            var end = starts[literal] + _literals[literal].Length;
            if (literal + 1 < starts.Length)
                fillers.Add(new(end, LengthOf(text, end, starts[literal + 1])));
            else if (_fillers[^1] is not null)
                fillers.Add(new(end, trailing));
        }

        return new PatternMatch(start, starts[^1] + _literals[^1].Length + trailing - start, literals, fillers);
    }
}
