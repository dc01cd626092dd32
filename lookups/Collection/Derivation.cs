namespace KnowledgeBase.Lookups.Collection;

/// <summary>What a look-up computes from the collection ahead of time. Derive from the generic one; register it as a service.</summary>
public abstract class Derivation
{
    private protected Derivation()
    {
    }

    internal abstract object ReadPart(ReportContent report, CancellationToken cancel);

    internal abstract object MergeParts(CollectionView view, IReadOnlyList<object> parts, object? previous, CancellationToken cancel);
}

/// <summary>
/// A structure over all reports: a part of each report, computed once and kept until the report changes, and the whole, merged from all
/// parts whenever any report comes, changes or goes. Both run in the background, one at a time; answers use the last whole meanwhile.
/// </summary>
/// <typeparam name="TPart">Compact: one for each of ten thousands of reports stays in memory. Immutable.</typeparam>
/// <typeparam name="TWhole">Immutable once merged, since many requests read it at once.</typeparam>
public abstract class Derivation<TPart, TWhole> : Derivation
    where TPart : class
    where TWhole : class
{
    /// <summary>The part of one report. Must not throw for what a report holds.</summary>
    public abstract TPart Read(ReportContent report, CancellationToken cancel);

    /// <summary>The whole, equal to what a plain loop over all reports gives, in whatever order they came.</summary>
    /// <param name="view">The reports; wholes of derivations that were registered earlier can be taken from it, and texts read.</param>
    /// <param name="parts">One for each report of the view, in its order.</param>
    /// <param name="previous">The whole before; null at the first time. Only a shortcut: the result must not depend on it.</param>
    public abstract TWhole Merge(CollectionView view, IReadOnlyList<TPart> parts, TWhole? previous, CancellationToken cancel);

    internal sealed override object ReadPart(ReportContent report, CancellationToken cancel) => Read(report, cancel);

    internal sealed override object MergeParts(
        CollectionView view, IReadOnlyList<object> parts, object? previous, CancellationToken cancel) =>
        Merge(view, [.. parts.Cast<TPart>()], (TWhole?)previous, cancel);
}
