namespace KnowledgeBase.Reports;

/// <summary>
/// What the sections of a report are called in corrections, so that a correction finds its section when the file is read again.
/// </summary>
public static class SectionNames
{
    private const int LongestOpening = 24;

    /// <summary>
    /// A name for each section, in their order: its heading, or its first words where it has none; <c>#2</c> follows the second of the
    /// same name.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Section> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. sections.Select(section =>
        {
            var words = section.Heading ?? Opening(section);
            var count = counts[words] = counts.GetValueOrDefault(words) + 1;
            return count == 1 ? words : $"{words}#{count}";
        })];
    }

    private static string Opening(Section section) =>
        section.Passages is [var first, ..] ? first.Text[..Math.Min(LongestOpening, first.Text.Length)] : "";
}
