using System.Reflection;

namespace KnowledgeBase.Lookups.Wording;

/// <summary>The word lists that come with the program.</summary>
internal static class Resources
{
    /// <summary>The lines of a list without its comments and blank lines.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
