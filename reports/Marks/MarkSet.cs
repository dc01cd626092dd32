using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>A string that is never a report's own.</summary>
/// <param name="Text">Folded as <see cref="FoldedText"/> folds.</param>
/// <param name="IsLearned">Told by statistics, not by the list.</param>
/// <param name="IsExact">Goes alone: a person chose its first and its last character.</param>
internal sealed record Mark(MarkKind Kind, string Text, string Shown, bool IsLearned = false, bool IsExact = false);

internal enum MarkKind
{
    Site,
    Phrase,
    Line,

    /// <summary>The opposite of a mark: words that no rule takes.</summary>
    Keep,
}

/// <summary>All marks known before a file is opened: the list that ships with the product, a user's own, and what was learned.</summary>
internal sealed class MarkSet
{
    private static readonly Lazy<IReadOnlyList<Mark>> Shipped = new(() => Parse(ShippedText()));

    private readonly SearchValues<string> _anywhere;
    private readonly FrozenDictionary<char, Mark[]> _byFirst;

    public MarkSet(IEnumerable<Mark> marks)
    {
        var all = marks.Where(mark => mark.Text.Length > 1).DistinctBy(mark => (mark.Kind, mark.Text)).ToList();
        Kept = all.Where(mark => mark.Kind == MarkKind.Keep).Select(mark => mark.Text).ToFrozenSet(StringComparer.Ordinal);
        All = [.. all.Where(mark => mark.Kind != MarkKind.Keep && !Kept.Contains(mark.Text))];
        var free = All.Where(mark => mark.Kind != MarkKind.Line).ToArray();
        _anywhere = SearchValues.Create([.. free.Select(mark => mark.Text).Distinct()], StringComparison.Ordinal);
        _byFirst = free.GroupBy(mark => mark.Text[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(mark => mark.Text.Length).ToArray());
        Lines = [.. All.Where(mark => mark.Kind == MarkKind.Line)];
    }

    /// <summary>No marks at all.</summary>
    public static MarkSet Empty { get; } = new([]);

    public IReadOnlyList<Mark> All { get; }

    public IReadOnlyList<Mark> Lines { get; }

    /// <summary>Folded words that no rule takes, whatever speaks against them.</summary>
    public FrozenSet<string> Kept { get; }

    public static MarkSet Of(string? extra, LearnedMarks? learned) =>
        new(Shipped.Value.Concat(Parse(extra ?? "")).Concat(learned?.Marks ?? []));

    /// <summary>These, and what a person decided about one file.</summary>
    public MarkSet With(FileMarks decided) => decided.IsEmpty ? this : new(
        All.Concat(Kept.Select(words => new Mark(MarkKind.Keep, words, words)))
            .Concat(decided.Cut.SelectMany(words => words.Split('\n')).Select(words => Decided(MarkKind.Phrase, words)))
            .Concat(decided.Kept.Select(words => Decided(MarkKind.Keep, words))));

    /// <summary>Where the marks stand in a folded text, the longest at each place, from left to right without overlap.</summary>
    public IEnumerable<(int Start, Mark Mark)> Find(string folded)
    {
        for (var from = 0; from < folded.Length;)
        {
            var hit = folded.AsSpan(from).IndexOfAny(_anywhere);
            if (hit < 0)
                yield break;

            var start = from + hit;
            var mark = _byFirst[folded[start]].First(mark => folded.AsSpan(start).StartsWith(mark.Text, StringComparison.Ordinal));
            yield return (start, mark);
            from = start + mark.Text.Length;
        }
    }

    /// <summary>Reads the form that known-marks.txt explains; a line of no known kind is taken as a phrase.</summary>
    internal static IReadOnlyList<Mark> Parse(string list)
    {
        var marks = new List<Mark>();
        foreach (var entry in list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry[0] == '#')
                continue;

            var (kind, shown) = entry.Split(' ', 2, StringSplitOptions.TrimEntries) switch
            {
                ["site", var rest] => (MarkKind.Site, rest),
                ["phrase", var rest] => (MarkKind.Phrase, rest),
                ["line", var rest] => (MarkKind.Line, rest),
                ["keep", var rest] => (MarkKind.Keep, rest),
                _ => (MarkKind.Phrase, entry),
            };
            marks.Add(new(kind, FoldedText.Of(shown, 0, shown.Length).Text, shown));
        }

        return marks;
    }

    private static Mark Decided(MarkKind kind, string words) => new(kind, UserMarks.Fold(words), words, IsExact: true);

    private static string ShippedText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("known-marks.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
