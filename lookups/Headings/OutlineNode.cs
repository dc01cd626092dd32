using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Headings;

/// <summary>A heading in a report's outline.</summary>
/// <param name="Heading">As it stands in the report, without its number.</param>
/// <param name="Parent">The number of the node above it in the outline; -1 at the top.</param>
/// <param name="Depth">1 at the top.</param>
/// <param name="Section">The type of its first passage's section.</param>
/// <param name="Passage">The number of its first passage in the report.</param>
/// <param name="IsSectionName">Whether it merely names a section.</param>
public sealed record OutlineNode(string Heading, int Parent, int Depth, SectionType Section, int Passage, bool IsSectionName);
