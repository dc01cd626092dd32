using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Commits;

/// <summary>One state of the index. Never changed once made; a <see cref="Bits"/> in it neither.</summary>
/// <param name="NextNumber">Above the number of every segment file that this index has ever had.</param>
internal sealed record Commit(long Generation, long NextNumber, IndexSchema Schema, IReadOnlyList<SegmentState> Segments);

/// <summary>A segment and what is deleted in it.</summary>
/// <param name="Live">The totals of the documents that are not deleted.</param>
internal sealed record SegmentState(SegmentName Name, int Documents, int Groups, Bits? DeadDocuments, Bits? DeadGroups, int LiveDocuments, FieldTotals Live)
{
    public static SegmentState Whole(SegmentName name, SegmentFacts facts) =>
        new(name, facts.Documents, facts.Groups, null, null, facts.Documents, facts.Fields);
}
