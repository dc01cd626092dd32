using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>The outlines of all reports, their distinct headings and their sets of sibling headings.</summary>
public sealed class HeadingDerivation : Derivation<ReportOutline, HeadingLibrary>
{
    /// <inheritdoc/>
    public override ReportOutline Read(ReportContent report, CancellationToken cancel) => ReportOutline.Read(report);

    /// <inheritdoc/>
    public override HeadingLibrary Merge(
        CollectionView view, IReadOnlyList<ReportOutline> parts, HeadingLibrary? previous, CancellationToken cancel) => new(parts, cancel);
}

/// <summary>What the headings of all reports are.</summary>
public sealed class HeadingLibrary
{
    internal HeadingLibrary(IReadOnlyList<ReportOutline> outlines, CancellationToken cancel)
    {
        Outlines = outlines;
        var entries = new Dictionary<string, List<HeadingUse>>(StringComparer.Ordinal);
        var sets = new Dictionary<string, List<(int Report, IReadOnlyList<OutlineNode> Nodes)>>(StringComparer.Ordinal);
        for (var report = 0; report < outlines.Count; report++)
        {
            cancel.ThrowIfCancellationRequested();
            var outline = outlines[report];
            foreach (var node in outline.Nodes.Where(node => !node.IsSectionName))
                Add(entries, HeadingShape.Key(node.Heading), new HeadingUse(report, node));
            foreach (var set in outline.Sets())
                Add(sets, string.Join('\n', set.Select(node => node.Heading)), (report, set));
        }

        Entries = [.. entries.Select(entry => new HeadingEntry(entry.Key, [.. entry.Value]))
            .OrderByDescending(entry => entry.Uses.Count).ThenBy(entry => entry.Key, StringComparer.Ordinal)];
        Sets = [.. sets.Values
            .Select(same => new HeadingSet(
                [.. same[0].Nodes.Select(node => node.Heading)], [.. same.Select(one => new SetUse(one.Report, one.Nodes[0]))]))
            .OrderBy(set => string.Join('\n', set.Headings), StringComparer.Ordinal)];
        ByKey = Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

        static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
        {
            if (!lists.TryGetValue(key, out var list))
                lists.Add(key, list = []);
            list.Add(value);
        }
    }

    /// <summary>One for each report of the view, in its order.</summary>
    public IReadOnlyList<ReportOutline> Outlines { get; }

    /// <summary>Distinct headings, near-equal ones together, names of sections left out; the most used first.</summary>
    public IReadOnlyList<HeadingEntry> Entries { get; }

    /// <summary>Sets of sibling headings, the same set of several reports once.</summary>
    public IReadOnlyList<HeadingSet> Sets { get; }

    /// <summary>The entry of a heading's <see cref="HeadingShape.Key"/>.</summary>
    public IReadOnlyDictionary<string, HeadingEntry> ByKey { get; }
}

/// <summary>A heading in a report of the view.</summary>
public readonly record struct HeadingUse(int Report, OutlineNode Node);

/// <summary>Near-equal headings.</summary>
/// <param name="Key">What they have in common, see <see cref="HeadingShape.Key"/>.</param>
/// <param name="Uses">Every place of any of them.</param>
public sealed record HeadingEntry(string Key, IReadOnlyList<HeadingUse> Uses);

/// <summary>Headings that stand side by side below one heading.</summary>
/// <param name="Headings">In their order.</param>
/// <param name="Uses">The reports that have exactly these.</param>
public sealed record HeadingSet(IReadOnlyList<string> Headings, IReadOnlyList<SetUse> Uses)
{
    private readonly Lazy<string> _pattern = new(() => SetPattern.Of(Headings));

    /// <summary>See <see cref="SetPattern"/>; empty where they share no word.</summary>
    public string Pattern => _pattern.Value;

    /// <summary>The characters of each, where that is one number; otherwise null.</summary>
    public int? EqualLength { get; } =
        Headings.Select(HeadingShape.Length).Distinct().Take(2).ToList() is [var length] ? length : null;

    /// <summary>Whether they are made alike: of the same parts, or around the same words.</summary>
    public bool IsParallel => EqualLength is not null || Pattern.Length > 0 || HaveEqualParts;

    private bool HaveEqualParts =>
        Headings.Select(heading => string.Join('+', HeadingShape.Parts(heading))).Distinct().Take(2).Count() == 1;
}

/// <summary>A report that has a set, with the first of its headings.</summary>
public readonly record struct SetUse(int Report, OutlineNode First);
