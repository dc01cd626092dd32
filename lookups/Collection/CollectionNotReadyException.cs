namespace KnowledgeBase.Lookups.Collection;

/// <summary>The collection is still being read for the first time; a moment later there is an answer.</summary>
/// <param name="read">Reports that have been read.</param>
/// <param name="reports">Reports that there are; 0 where that is not known yet.</param>
public sealed class CollectionNotReadyException(int read, int reports)
    : Exception($"the collection is still being read: {read} of {reports} reports")
{
    /// <summary>When to ask again.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);

    public int Read => read;

    public int Reports => reports;
}
