using System.Reflection;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Language;

/// <summary>
/// An embedded text file of data: one entry a line, `#` begins a comment line, `[name]` a block. Blocks keep their order, and a name
/// may come again: the order is what decides between them.
/// </summary>
internal static class DataFile
{
    /// <summary>The entries of a file without blocks.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its data file {name}");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }

    /// <summary>The blocks of a file in their order.</summary>
    public static List<(string Name, List<string> Entries)> Blocks(string name)
    {
        var blocks = new List<(string Name, List<string> Entries)>();
        foreach (var line in Lines(name))
            if (line[0] == '[' && line[^1] == ']')
                blocks.Add((line[1..^1], []));
            else
                blocks[^1].Entries.Add(line);

        return blocks;
    }

    /// <summary>The entries of the one block of that name.</summary>
    public static List<string> Block(string file, string name) => Blocks(file).Single(block => block.Name == name).Entries;

    /// <summary>An expression for each block of a file, by its name; the names differ.</summary>
    public static Dictionary<string, Regex> Expressions(string file) =>
        Blocks(file).ToDictionary(block => block.Name, block => Expression(block.Entries), StringComparer.Ordinal);

    /// <summary>One expression that matches where any of the entries does. It runs in linear time: texts come from outside.</summary>
    public static Regex Expression(IEnumerable<string> entries) =>
        new(string.Join('|', entries), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
