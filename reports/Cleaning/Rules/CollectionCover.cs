using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>The title of a collection, before its first report: it belongs to none of them.</summary>
internal sealed class CollectionCover : CleaningRule
{
    public override string Name => "collection-cover";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context) =>
        draft.Remove(0, ReportSplitter.CoverLength(draft.Text), Name, "the collection's own title, of no report in it");
}
