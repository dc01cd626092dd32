namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// The markup of a markdown heading: 「## 存在问题」, 「**一、主要工作**」. It stays in the text and is no part of the heading's words.
/// </summary>
/// <param name="Start">Of the words in the line.</param>
/// <param name="End">Behind the words.</param>
/// <param name="Level">The number of #; 0 where there is no markup of a heading.</param>
internal readonly record struct HeadingMarkup(int Start, int End, int Level)
{
    private const int DeepestLevel = 6;

    /// <summary>Bold lines stand below all numbers of #.</summary>
    private const int BoldLevel = 7;

    /// <summary>Outside of all numbers, the fewer # the further out.</summary>
    public double Rank => Level / 20.0;

    public static HeadingMarkup Of(ReadOnlySpan<char> line)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#')
            level++;

        if (level is > 0 and <= DeepestLevel && level < line.Length && !char.IsAsciiLetterOrDigit(line[level]))
        {
            var start = level;
            while (start < line.Length && Characters.IsBlank(line[start]))
                start++;

            var end = line.TrimEnd("# \t").Length;
            return start < end ? new(start, end, level) : new(0, line.Length, 0);
        }

        return line.Length > 5 && line.StartsWith("**") && line.EndsWith("**") && line[2..^2].IndexOf("**") < 0
            ? new(2, line.Length - 2, Language.Numbering.At(line[2..]) is null ? BoldLevel : 0)
            : new(0, line.Length, 0);
    }
}
