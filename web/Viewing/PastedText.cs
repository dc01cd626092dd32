using System.Globalization;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What a person pasted, within the limits of what is asked of it.</summary>
public static class PastedText
{
    private const int MostLines = 200;
    private const int LongestLine = 2_000;

    /// <summary>The lines of a list, or what is wrong with it.</summary>
    public static (IReadOnlyList<string> Lines, string? Wrong) Lines(string text)
    {
        string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        return lines switch
        {
            [] => ([], "还是空的，一行贴一条"),
            { Length: > MostLines } => ([], $"有 {lines.Length} 行，最多 {MostLines} 行"),
            _ when lines.Any(line => line.Length > LongestLine) => ([], $"有一行超过 {LongestLine} 字，一行只贴一条"),
            _ => (lines, null),
        };
    }

    /// <summary>What is wrong with a text of at most so many characters; null where nothing is.</summary>
    public static string? Wrong(string text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? "还是空的，先贴一段" : text.Length > longest ? $"有 {text.Length} 字，最多 {longest} 字" : null;

    /// <summary>How many reports make a set phrase; 5 where nothing sensible is said.</summary>
    public static int SetPhraseReports(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= 20 ? number : 5;

    /// <summary>A year; null for anything else.</summary>
    public static int? Year(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1949 and <= 2100 ? year : null;

    /// <summary>A unit type by its name; null for anything else.</summary>
    public static UnitType? Type(string name) =>
        Enum.GetNames<UnitType>().Contains(name) ? Enum.Parse<UnitType>(name) : null;

    /// <summary>The filters of a form; what it does not know is no filter.</summary>
    public static SearchParameters Filters(string section, string unitType) => new()
    {
        Sections = FieldValues.SectionNames.Contains(section) ? [section] : [],
        UnitTypes = Type(unitType) is { } type ? [type.ToString()] : [],
    };
}
