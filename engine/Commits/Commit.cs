using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Commits;

/// <summary>One state of the index. Immutable, including its bit sets.</summary>
/// <param name="NextNumber">Above the number of every segment file that this index has ever had.</param>
internal sealed record Commit(long Generation, long NextNumber, IndexSchema Schema, IReadOnlyList<SegmentState> Segments);

/// <summary>A segment and its deletions.</summary>
/// <param name="Live">The statistics of the documents that are not deleted.</param>
internal sealed record SegmentState(
    SegmentName Name,
    int Documents,
    int Groups,
    BitSet? DeadDocuments,
    BitSet? DeadGroups,
    int LiveDocuments,
    FieldStatistics Live)
{
    public static SegmentState Whole(SegmentName name, SegmentInfo facts) =>
        new(name, facts.Documents, facts.Groups, null, null, facts.Documents, facts.Fields);
}
