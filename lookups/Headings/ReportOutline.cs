using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>The headings of one report as they stand above each other.</summary>
/// <param name="Nodes">In the order of the report.</param>
/// <param name="OfPassages">For each passage, its own heading's node; -1 where it has none.</param>
public sealed record ReportOutline(IReadOnlyList<OutlineNode> Nodes, IReadOnlyList<int> OfPassages)
{
    internal static ReportOutline Read(ReportContent report)
    {
        var nodes = new List<OutlineNode>();
        var own = new int[report.Passages.Count];

        // The nodes above the last passage, outermost first: a passage with the same beginning of its path stands below the same nodes.
        var open = new List<int>();
        for (var passage = 0; passage < own.Length; passage++)
        {
            var path = report.Passages[passage].HeadingPath;
            var shared = 0;
            while (shared < path.Count && shared < open.Count && nodes[open[shared]].Heading == path[shared])
                shared++;
            open.RemoveRange(shared, open.Count - shared);
            for (; shared < path.Count; shared++)
            {
                nodes.Add(new OutlineNode(
                    path[shared], open.Count == 0 ? -1 : open[^1], open.Count + 1, report.Report.SectionOf(passage), passage,
                    SectionNames.Contains(path[shared])));
                open.Add(nodes.Count - 1);
            }

            own[passage] = open.Count == 0 ? -1 : open[^1];
        }

        return new ReportOutline(nodes, own);
    }

    /// <summary>Headings below one heading, or at the top, that are no names of sections; two at least.</summary>
    public IEnumerable<IReadOnlyList<OutlineNode>> Sets() => Nodes
        .Where(node => !node.IsSectionName)
        .GroupBy(node => node.Parent)
        .Select(siblings => (IReadOnlyList<OutlineNode>)[.. siblings])
        .Where(siblings => siblings.Count > 1);
}
